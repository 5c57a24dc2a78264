<?php
// Installs WordPress as its own pages would, with the plug-in and one person of every kind. Arguments: server, key.
define( 'WP_INSTALLING', true );
require __DIR__ . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

wp_install( 'Newsroom', 'chief', 'chief@desk.example', false, '', 'secret' );
switch_theme( 'plain' );
foreach ( array( 'editor', 'contributor', 'subscriber' ) as $role ) {
	wp_insert_user( array( 'user_login' => $role, 'user_pass' => 'secret', 'user_email' => "$role@desk.example", 'role' => $role ) );
}
wp_insert_user( array( 'user_login' => 'arabic', 'user_pass' => 'secret', 'user_email' => 'ar@desk.example', 'role' => 'editor', 'locale' => 'ar' ) );
// Somebody who may do what contributors may, except writing posts.
add_role( 'reader', 'Reader', array( 'read' => true, 'edit_others_posts' => true ) );
wp_insert_user( array( 'user_login' => 'reader', 'user_pass' => 'secret', 'user_email' => 'reader@desk.example', 'role' => 'reader' ) );
$failed = activate_plugin( 'averral/averral.php' );
if ( is_wp_error( $failed ) ) {
	exit( $failed->get_error_message() );
}
update_option( 'averral', array( 'server' => $argv[1], 'key' => $argv[2] ) );
