<?php
/**
 * Plugin Name:       Averral
 * Description:       Shows, while a post is written, which passages other reports contradict or do not bear out.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       averral
 * Domain Path:       /languages
 *
 * This program is free software; you can redistribute it and/or modify it under the terms of the GNU General Public
 * License as published by the Free Software Foundation; either version 2 of the License, or (at your option) any later
 * version. It is distributed in the hope that it will be useful, but WITHOUT ANY WARRANTY.
 *
 * @package Averral
 */

namespace Averral;

defined( 'ABSPATH' ) || exit;

const VERSION     = '0.1.0';
const PLUGIN_FILE = __FILE__;

require __DIR__ . '/includes/options.php';
require __DIR__ . '/includes/gateway.php';
require __DIR__ . '/includes/routes.php';
require __DIR__ . '/includes/editor.php';
require __DIR__ . '/includes/settings.php';

add_action(
	'init',
	static function () {
		load_plugin_textdomain( 'averral', false, dirname( plugin_basename( PLUGIN_FILE ) ) . '/languages' );
	}
);
register_activation_hook(
	__FILE__,
	static function () {
		// Not loaded with every page: it holds the key.
		add_option( OPTION, array(), '', 'no' );
	}
);
