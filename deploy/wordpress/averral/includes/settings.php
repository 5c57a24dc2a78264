<?php
/**
 * Settings → Averral: the server's address and the key, which is stored and never shown again.
 *
 * @package Averral
 */

namespace Averral;

defined( 'ABSPATH' ) || exit;

const PAGE = 'averral';

add_action(
	'admin_menu',
	static function () {
		add_options_page( 'Averral', 'Averral', 'manage_options', PAGE, __NAMESPACE__ . '\show_page' );
	}
);
add_action(
	'admin_init',
	static function () {
		register_setting( PAGE, OPTION, array( 'type' => 'array', 'sanitize_callback' => __NAMESPACE__ . '\clean_options' ) );
		add_settings_section( 'gateway', '', __NAMESPACE__ . '\show_introduction', PAGE );
		add_settings_field( 'server', __( 'Server', 'averral' ), __NAMESPACE__ . '\show_server', PAGE, 'gateway', array( 'label_for' => 'averral-server' ) );
		add_settings_field( 'key', __( 'Key', 'averral' ), __NAMESPACE__ . '\show_key', PAGE, 'gateway', array( 'label_for' => 'averral-key' ) );
	}
);
add_filter(
	'plugin_action_links_' . plugin_basename( PLUGIN_FILE ),
	static function ( array $links ): array {
		$address = admin_url( 'options-general.php?page=' . PAGE );
		array_unshift( $links, sprintf( '<a href="%s">%s</a>', esc_url( $address ), esc_html__( 'Settings', 'averral' ) ) );
		return $links;
	}
);

/**
 * The page.
 */
function show_page(): void {
	echo '<div class="wrap"><h1>Averral</h1>';
	show_test();
	echo '<form action="options.php" method="post">';
	settings_fields( PAGE );
	do_settings_sections( PAGE );
	submit_button();
	echo '</form></div>';
}

/**
 * What the plug-in does and what leaves the site.
 */
function show_introduction(): void {
	printf(
		'<p>%s</p><p>%s</p>',
		esc_html__( 'While a post is written, Averral compares its claims and quotations with other reports. It never says true or false.', 'averral' ),
		esc_html__( 'Title, text and day of the post are sent to this server and not stored there. Nothing else leaves the site.', 'averral' )
	);
}

/**
 * The field for the address.
 */
function show_server(): void {
	printf(
		'<input type="url" class="regular-text ltr" id="averral-server" name="averral[server]" value="%s" placeholder="https://averral.example" %s>',
		esc_attr( server() ),
		disabled( defined( 'AVERRAL_SERVER' ), true, false )
	);
	if ( defined( 'AVERRAL_SERVER' ) ) {
		printf( '<p class="description">%s</p>', esc_html__( 'Set in wp-config.php.', 'averral' ) );
	}
}

/**
 * The field for the key: always empty.
 */
function show_key(): void {
	$fixed  = defined( 'AVERRAL_KEY' );
	$stored = '' !== key();
	printf(
		'<input type="password" class="regular-text ltr" id="averral-key" name="averral[key]" value="" autocomplete="new-password" placeholder="%s" %s>',
		esc_attr( $stored ? '••••••••' : 'avk_…' ),
		disabled( $fixed, true, false )
	);
	$said = $stored ? __( 'A key is stored. Leave the field empty to keep it.', 'averral' ) : __( 'A key with the scope “read”.', 'averral' );
	printf( '<p class="description">%s</p>', esc_html( $fixed ? __( 'Set in wp-config.php.', 'averral' ) : $said ) );
	if ( $stored && ! $fixed ) {
		printf( '<p><label><input type="checkbox" name="averral[forget]" value="1"> %s</label></p>', esc_html__( 'Forget the stored key', 'averral' ) );
	}
}

/**
 * Asks the gateway whose key this is, when somebody wants to know.
 */
function show_test(): void {
	$address = wp_nonce_url( admin_url( 'options-general.php?page=' . PAGE . '&averral-test=1' ), 'averral-test' );
	if ( isset( $_GET['averral-test'] ) && check_admin_referer( 'averral-test' ) ) {
		$answer = who_am_i();
		$failed = is_wp_error( $answer );
		/* translators: %s: name of a workspace at the gateway. */
		$said = $failed ? $answer->get_error_message() : sprintf( __( 'The service answers. Workspace: %s', 'averral' ), $answer['workspace'] ?? '' );
		printf( '<div class="notice inline notice-%s"><p>%s</p></div>', $failed ? 'error' : 'success', esc_html( $said ) );
	}
	printf( '<p><a class="button" href="%s">%s</a></p>', esc_url( $address ), esc_html__( 'Test the connection', 'averral' ) );
}
