<?php
/**
 * Puts the panel into the block editor, and says in the classic one that nothing is checked there.
 *
 * @package Averral
 */

namespace Averral;

defined( 'ABSPATH' ) || exit;

const SCRIPTS = array(
	'text'  => array( 'wp-blocks', 'wp-rich-text' ),
	'store' => array( 'wp-api-fetch', 'wp-block-editor', 'wp-data', 'wp-dom-ready', 'wp-editor', 'averral-text' ),
	'marks' => array( 'wp-block-editor', 'wp-data', 'averral-text' ),
	'panel' => array( 'wp-components', 'wp-data', 'wp-date', 'wp-edit-post', 'wp-editor', 'wp-element', 'wp-i18n', 'wp-plugins', 'averral-store', 'averral-marks' ),
);

add_action(
	'enqueue_block_editor_assets',
	static function () {
		$screen = get_current_screen();
		if ( ! $screen || 'post' !== $screen->base || ! current_user_can( 'edit_posts' ) ) {
			return;
		}
		foreach ( SCRIPTS as $name => $needs ) {
			wp_enqueue_script( "averral-$name", plugins_url( "js/$name.js", PLUGIN_FILE ), $needs, VERSION, true );
		}
		wp_set_script_translations( 'averral-panel', 'averral', dirname( PLUGIN_FILE ) . '/languages' );
		wp_enqueue_style( 'averral-panel', plugins_url( 'css/panel.css', PLUGIN_FILE ), array( 'wp-components' ), VERSION );
		$where = current_user_can( 'manage_options' ) ? admin_url( 'options-general.php?page=averral' ) : '';
		wp_add_inline_script( 'averral-text', 'window.averral = ' . wp_json_encode( array( 'settings' => $where ) ) . ';', 'before' );
	}
);

add_action(
	'admin_notices',
	static function () {
		$screen = get_current_screen();
		if ( ! $screen || 'post' !== $screen->base || $screen->is_block_editor() || ! post_type_supports( $screen->post_type, 'editor' ) ) {
			return;
		}
		printf(
			'<div class="notice notice-warning averral-classic"><p>%s</p></div>',
			esc_html__( 'Averral has not checked this text: it checks in the block editor only.', 'averral' )
		);
	}
);
