<?php
// For tests: the classic editor where the address says so, and nothing from other sites.
add_filter(
	'use_block_editor_for_post',
	static function ( $use ) {
		return isset( $_GET['classic'] ) ? false : $use;
	}
);
add_filter( 'pre_option_show_avatars', '__return_zero' );
add_filter( 'emoji_svg_url', '__return_false' );
remove_action( 'admin_print_scripts', 'print_emoji_detection_script' );
remove_action( 'wp_head', 'print_emoji_detection_script', 7 );
// No greeting, and no full screen: its pictures come from elsewhere, and tests look at the whole page.
add_filter(
	'get_user_metadata',
	static function ( $found, $user, $name ) {
		if ( ! preg_match( '/^wp_persisted_preferences$/', $name ) ) {
			return $found;
		}
		$chosen = array( 'welcomeGuide' => false, 'fullscreenMode' => false );
		return array( array( 'core/edit-post' => $chosen, '_modified' => '2030-01-01T00:00:00.000Z' ) );
	},
	10,
	3
);
