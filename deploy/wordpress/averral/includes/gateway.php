<?php
/**
 * Calls to the gateway. Whatever goes wrong is "not checked", with the reason why.
 *
 * @package Averral
 */

namespace Averral;

use WP_Error;

defined( 'ABSPATH' ) || exit;

const PATIENCE = 20;

/**
 * The gateway's answer about a draft: flags and summary; null when nothing changed since the digest.
 *
 * @param array  $draft  Fields of `POST /v1/drafts/check`.
 * @param string $digest Digest of an earlier answer, or an empty string.
 * @return array|null|WP_Error
 */
function check_draft( array $draft, string $digest ) {
	$headers = '' === $digest ? array() : array( 'If-None-Match' => '"' . $digest . '"' );
	$answer  = call( 'POST', '/v1/drafts/check', $headers, wp_json_encode( $draft ) );
	if ( is_wp_error( $answer ) || null === $answer ) {
		return $answer;
	}
	return isset( $answer['flags'], $answer['summary'] ) ? $answer : not_checked( 'away' );
}

/**
 * Whose key is set, as the gateway sees it.
 *
 * @return array|WP_Error
 */
function who_am_i() {
	return call( 'GET', '/v1/key', array(), null );
}

/**
 * One call; null for "not modified".
 *
 * @param string      $method  HTTP method.
 * @param string      $path    Path at the gateway.
 * @param array       $headers Headers beside the key.
 * @param string|null $body    JSON.
 * @return array|null|WP_Error
 */
function call( string $method, string $path, array $headers, ?string $body ) {
	if ( '' === server() ) {
		return not_checked( 'unset' );
	}
	if ( '' !== key() ) {
		$headers['Authorization'] = 'Bearer ' . key();
	}
	$response = wp_remote_request(
		server() . $path,
		array(
			'method'      => $method,
			'timeout'     => PATIENCE,
			// The key goes to the address that was set and to no other.
			'redirection' => 0,
			'headers'     => $headers + array( 'Content-Type' => 'application/json', 'Accept' => 'application/json' ),
			'body'        => $body,
		)
	);
	if ( is_wp_error( $response ) ) {
		return not_checked( 'away' );
	}
	return read_answer( $response );
}

/**
 * What a response holds.
 *
 * @param array $response Of `wp_remote_request`.
 * @return array|null|WP_Error
 */
function read_answer( array $response ) {
	$status = wp_remote_retrieve_response_code( $response );
	if ( 304 === $status ) {
		return null;
	}
	$refusals = array( 401 => 'refused', 403 => 'refused', 413 => 'large' );
	$said     = json_decode( wp_remote_retrieve_body( $response ), true );
	if ( 200 !== $status || ! is_array( $said ) ) {
		return not_checked( $refusals[ $status ] ?? 'away', (int) wp_remote_retrieve_header( $response, 'retry-after' ) );
	}
	return $said;
}

/**
 * The error for a draft that could not be checked. It says nothing of the gateway's address or key.
 *
 * @param string $why   `unset`, `away`, `refused` or `large`.
 * @param int    $again Seconds after which another try may succeed; 0 where nobody knows.
 */
function not_checked( string $why, int $again = 0 ): WP_Error {
	$said = array(
		'unset'   => __( 'Not checked: no server is set.', 'averral' ),
		'away'    => __( 'Not checked: the service does not answer.', 'averral' ),
		'refused' => __( 'Not checked: the service does not accept this site’s key.', 'averral' ),
		'large'   => __( 'Not checked: the text is too long.', 'averral' ),
	);
	return new WP_Error( 'averral_not_checked', $said[ $why ], array( 'status' => 503, 'why' => $why, 'again' => $again ) );
}
