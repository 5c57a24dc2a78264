<?php
/**
 * The two options: where the gateway is, and the key to it. The key is read here and sent by gateway.php, nowhere else.
 *
 * @package Averral
 */

namespace Averral;

defined( 'ABSPATH' ) || exit;

const OPTION = 'averral';

/**
 * The gateway's address without a slash at the end; empty where none is set.
 */
function server(): string {
	$stored = get_option( OPTION, array() );
	return untrailingslashit( defined( 'AVERRAL_SERVER' ) ? AVERRAL_SERVER : ( $stored['server'] ?? '' ) );
}

/**
 * The API key; empty where the gateway needs none.
 */
function key(): string {
	$stored = get_option( OPTION, array() );
	return defined( 'AVERRAL_KEY' ) ? AVERRAL_KEY : ( $stored['key'] ?? '' );
}

/**
 * What is stored of a settings form. An empty key field keeps the key, which the form never shows.
 *
 * @param mixed $given The form's fields.
 */
function clean_options( $given ): array {
	$given   = is_array( $given ) ? $given : array();
	$stored  = get_option( OPTION, array() );
	$server  = esc_url_raw( trim( $given['server'] ?? '' ), array( 'http', 'https' ) );
	$key     = trim( (string) ( $given['key'] ?? '' ) );
	$cleaned = array(
		'server' => $server,
		'key'    => '' === $key ? ( $stored['key'] ?? '' ) : $key,
	);
	if ( ! empty( $given['forget'] ) ) {
		$cleaned['key'] = '';
	}
	if ( preg_match( '/[^\x21-\x7e]/', $cleaned['key'] ) ) {
		add_settings_error( OPTION, 'key', __( 'The key holds characters that no key has; the old one is kept.', 'averral' ) );
		$cleaned['key'] = $stored['key'] ?? '';
	}
	return $cleaned;
}
