<?php
/**
 * Removes all that the plug-in stored.
 *
 * @package Averral
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

delete_option( 'averral' );
delete_post_meta_by_key( '_averral_dismissed' );
