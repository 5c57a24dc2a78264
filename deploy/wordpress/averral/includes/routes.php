<?php
/**
 * What the editor calls: `averral/v1/check` and `averral/v1/dismiss`. The key never leaves the server.
 *
 * @package Averral
 */

namespace Averral;

use WP_REST_Request;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

const DISMISSED      = '_averral_dismissed';
const MOST_DISMISSED = 500;

add_action(
	'rest_api_init',
	static function () {
		$post = array( 'type' => 'integer', 'minimum' => 1, 'required' => true );
		register_rest_route(
			'averral/v1',
			'/check',
			array(
				'methods'             => WP_REST_Server::CREATABLE,
				'callback'            => __NAMESPACE__ . '\answer_check',
				'permission_callback' => __NAMESPACE__ . '\may_edit',
				'args'                => array(
					'post'   => $post,
					'text'   => array( 'type' => 'string', 'minLength' => 1, 'required' => true ),
					'title'  => array( 'type' => 'string', 'default' => '' ),
					'digest' => array( 'type' => 'string', 'default' => '', 'pattern' => '^[a-z0-9_]{0,100}$' ),
				),
			)
		);
		register_rest_route(
			'averral/v1',
			'/dismiss',
			array(
				'methods'             => WP_REST_Server::CREATABLE,
				'callback'            => __NAMESPACE__ . '\answer_dismiss',
				'permission_callback' => __NAMESPACE__ . '\may_edit',
				'args'                => array(
					'post'      => $post,
					'flag'      => array( 'type' => 'string', 'required' => true, 'pattern' => '^flg_[0-9a-f]{1,64}$' ),
					'dismissed' => array( 'type' => 'boolean', 'default' => true ),
				),
			)
		);
	}
);

/**
 * Who writes posts, and may write this one.
 *
 * @param WP_REST_Request $request The call.
 */
function may_edit( WP_REST_Request $request ): bool {
	return current_user_can( 'edit_posts' ) && current_user_can( 'edit_post', (int) $request['post'] );
}

/**
 * The flags of a draft.
 *
 * @param WP_REST_Request $request The call.
 * @return array|\WP_Error
 */
function answer_check( WP_REST_Request $request ) {
	$post  = (int) $request['post'];
	$draft = array(
		'text'      => $request['text'],
		'title'     => $request['title'],
		'published' => day_of( $post ),
	);
	/**
	 * What is sent to the gateway, for sites that know more, such as the language: `$draft['lang'] = 'ar'`.
	 *
	 * @param array $draft Fields of `POST /v1/drafts/check`.
	 * @param int   $post  The post's id.
	 */
	$answer = check_draft( apply_filters( 'averral_draft', $draft, $post ), $request['digest'] );
	if ( is_wp_error( $answer ) ) {
		return $answer;
	}
	$known = array( 'unchanged' => null === $answer, 'dismissed' => dismissed( $post ) );
	return null === $answer ? $known : $known + array( 'flags' => $answer['flags'], 'summary' => $answer['summary'] );
}

/**
 * Keeps or takes back a dismissal, for everybody who edits the post.
 *
 * @param WP_REST_Request $request The call.
 */
function answer_dismiss( WP_REST_Request $request ): array {
	$post = (int) $request['post'];
	$ids  = array_values( array_diff( dismissed( $post ), array( $request['flag'] ) ) );
	if ( $request['dismissed'] ) {
		$ids[] = $request['flag'];
	}
	update_post_meta( $post, DISMISSED, array_slice( $ids, -MOST_DISMISSED ) );
	return array( 'dismissed' => dismissed( $post ) );
}

/**
 * Ids of the flags that were dismissed in a post.
 *
 * @param int $post Its id.
 */
function dismissed( int $post ): array {
	$kept = get_post_meta( $post, DISMISSED, true );
	return is_array( $kept ) ? array_values( array_filter( $kept, 'is_string' ) ) : array();
}

/**
 * The day that a post speaks from: its own once it has one, else today.
 *
 * @param int $post Its id.
 */
function day_of( int $post ): string {
	$dated = in_array( get_post_status( $post ), array( 'publish', 'future', 'private' ), true );
	return $dated ? (string) get_post_time( 'Y-m-d', false, $post ) : current_time( 'Y-m-d' );
}
