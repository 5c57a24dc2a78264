/**
 * The flags in a sidebar of their own, their number among the post's settings, and both before publishing.
 * License: GPL-2.0-or-later
 */
( () => {
	'use strict';

	const { createElement: el, Fragment, useEffect } = wp.element;
	const { Button, ExternalLink, Notice, PanelBody, Spinner } = wp.components;
	const { dispatch } = wp.data;
	const { __, sprintf } = wp.i18n;
	const { STORE, check, dismiss, jump, locate, paint, settings } = window.averral;
	// From WordPress 6.6 on they are the editor's; before, the post editor's.
	const { PluginDocumentSettingPanel, PluginPrePublishPanel, PluginSidebar, PluginSidebarMoreMenuItem } =
		wp.editor.PluginDocumentSettingPanel ? wp.editor : wp.editPost;

	const ICON = 'search';
	const SIDEBAR = 'averral/averral';
	const MOST_RELATED = 3;
	const PAINT_MS = 200;
	const SIGNS = { alert: '●', warning: '▲', info: '○' };
	const KINDS = {
		CONTESTED: __( 'Contested', 'averral' ),
		CONTRADICTED: __( 'Contradicted', 'averral' ),
		SUPERSEDED: __( 'Overtaken by later reports', 'averral' ),
		SINGLE_ORIGIN: __( 'One origin only', 'averral' ),
		NO_EVIDENCE: __( 'No report found', 'averral' ),
		UNSOURCED_NUMBER: __( 'Figure without a source', 'averral' ),
		ALTERED_QUOTE: __( 'Quotation altered', 'averral' ),
		MISATTRIBUTED_QUOTE: __( 'Said by somebody else', 'averral' ),
		DENIED_QUOTE: __( 'Quotation denied', 'averral' ),
		UNATTRIBUTED_QUOTE: __( 'Quotation without a speaker', 'averral' ),
	};
	const NOT_CHECKED = {
		away: __( 'Not checked: the service does not answer.', 'averral' ),
		refused: __( 'Not checked: the service or this site does not let you.', 'averral' ),
		large: __( 'Not checked: the text is too long.', 'averral' ),
		unset: __( 'Not checked: no server is set.', 'averral' ),
	};

	/** What the store holds, with what follows from it. */
	function useCheck() {
		const state = wp.data.useSelect( ( select ) => select( STORE ).get(), [] );
		const isOpen = ( { id } ) => ! state.dismissed.includes( id );
		const placed = state.flags.map( ( flag ) => ( { ...flag, place: locate( state.draft, flag ) } ) );
		return { ...state, open: placed.filter( isOpen ), closed: placed.filter( ( flag ) => ! isOpen( flag ) ) };
	}

	function statusText( { status, open } ) {
		const texts = {
			idle: __( 'Nothing to check yet.', 'averral' ),
			waiting: __( 'Not checked yet: the text has changed.', 'averral' ),
			checking: __( 'Checking…', 'averral' ),
			/* translators: %d: number of passages. */
			checked: open.length ? sprintf( __( 'Passages to look at: %d', 'averral' ), open.length )
				: __( 'Checked, no flags. That confirms nothing.', 'averral' ),
		};
		return texts[ status ];
	}

	function Status( { state } ) {
		const { status, flags, truncated } = state;
		const failed = NOT_CHECKED[ status ];
		const settled = [ 'checked', 'checking', 'idle' ].includes( status );
		return el( 'div', { className: 'averral-status', 'data-status': status },
			el( 'div', { role: 'status' }, failed
				? el( Notice, { status: 'warning', isDismissible: false }, failed )
				: el( 'p', {}, statusText( state ), status === 'checking' && el( Spinner ) ) ),
			! settled && flags.length > 0 && el( 'p', { className: 'averral-soft' }, __( 'The flags below are of an earlier check.', 'averral' ) ),
			status === 'checked' && truncated && el( 'p', { className: 'averral-soft' }, __( 'Only the beginning was checked.', 'averral' ) ),
			status === 'unset' && settings && el( 'p', {}, el( 'a', { href: settings }, __( 'Settings', 'averral' ) ) ) );
	}

	function Passage( { passage } ) {
		const { text, language, outlet, url, speaker, published_at: day } = passage;
		const name = el( 'bdi', { dir: 'auto', lang: language }, outlet || __( 'unnamed source', 'averral' ) );
		return el( 'figure', {},
			el( 'blockquote', { dir: 'auto', lang: language }, text ),
			el( 'figcaption', {},
				/^https?:/.test( url ) ? el( ExternalLink, { href: url }, name ) : name,
				day && el( Fragment, {}, ' · ', el( 'time', { dateTime: day }, wp.date.dateI18n( wp.date.getSettings().formats.date, day ) ) ),
				speaker && el( Fragment, {}, ' · ', el( 'bdi', { dir: 'auto', lang: language }, speaker ) ) ) );
	}

	function Evidence( { finding } ) {
		const sides = [ [ __( 'Reported otherwise', 'averral' ), finding.opposing ], [ __( 'Reported like this', 'averral' ), finding.supporting ] ];
		const related = finding.related.slice( 0, MOST_RELATED );
		return el( Fragment, {},
			sides.filter( ( [ , origins ] ) => origins.length ).map( ( [ title, origins ] ) => el( Fragment, { key: title },
				el( 'h4', {}, title ),
				origins.map( ( { id, passages } ) => passages[ 0 ] && el( Passage, { key: id, passage: passages[ 0 ] } ) ) ) ),
			related.length > 0 && el( 'details', {}, el( 'summary', {}, __( 'On the same subject', 'averral' ) ),
				related.map( ( passage ) => el( Passage, { key: passage.item_id, passage } ) ) ),
			el( 'p', { className: 'averral-soft' }, sprintf(
				/* translators: 1: number of reports, 2: number of sources. */
				__( 'Searched: reports %1$d, sources %2$d', 'averral' ), finding.coverage.documents, finding.coverage.sources ) ) );
	}

	function Flag( { flag } ) {
		const { id, severity, kind, text, finding, place } = flag;
		return el( 'li', { className: `averral-flag is-${ severity }` },
			el( 'p', { className: 'averral-kind' }, el( 'span', { 'aria-hidden': true }, `${ SIGNS[ severity ] } ` ), KINDS[ kind ] ?? kind ),
			el( 'blockquote', { dir: 'auto', lang: finding.language, id: `averral-${ id }` }, text ),
			el( 'p', { dir: 'auto', lang: finding.language }, finding.why ),
			! place && el( 'p', { className: 'averral-soft' }, __( 'These words no longer stand in the text.', 'averral' ) ),
			el( Evidence, { finding } ),
			el( 'div', { className: 'averral-row' },
				el( Button, { variant: 'secondary', className: 'is-small', disabled: ! place, 'aria-describedby': `averral-${ id }`, onClick: () => jump( place ) },
					__( 'Show in the text', 'averral' ) ),
				el( Button, { variant: 'tertiary', className: 'is-small', 'aria-describedby': `averral-${ id }`, onClick: () => dismiss( flag, true ) },
					__( 'Dismiss', 'averral' ) ) ) );
	}

	function Flags( { flags } ) {
		return el( 'ul', { className: 'averral-flags' }, flags.map( ( flag ) => el( Flag, { key: flag.id, flag } ) ) );
	}

	function Dismissed( { flags } ) {
		return flags.length > 0 && el( 'details', { className: 'averral-dismissed' },
			/* translators: %d: number of passages. */
			el( 'summary', {}, sprintf( __( 'Dismissed: %d', 'averral' ), flags.length ) ),
			flags.map( ( flag ) => el( 'div', { key: flag.id },
				el( 'blockquote', { dir: 'auto', lang: flag.finding.language }, flag.text ),
				el( Button, { variant: 'tertiary', className: 'is-small', onClick: () => dismiss( flag, false ) }, __( 'Restore', 'averral' ) ) ) ) );
	}

	function Panel() {
		const state = useCheck();
		useEffect( () => {
			const marks = state.open.filter( ( { place } ) => place );
			const later = setTimeout( () => paint( marks ), PAINT_MS );
			return () => clearTimeout( later );
		} );
		const button = ( text, onClick ) => el( Button, { variant: 'secondary', className: 'is-small', onClick }, text );
		return el( Fragment, {},
			el( PluginSidebarMoreMenuItem, { target: 'averral', icon: ICON }, 'Averral' ),
			el( PluginSidebar, { name: 'averral', title: 'Averral', icon: ICON },
				el( PanelBody, { className: 'averral' },
					el( Status, { state } ),
					button( __( 'Check now', 'averral' ), check ),
					el( Flags, { flags: state.open } ),
					el( Dismissed, { flags: state.closed } ) ) ),
			el( PluginDocumentSettingPanel, { name: 'averral', title: 'Averral', className: 'averral' },
				el( Status, { state } ),
				button( __( 'Show the flags', 'averral' ), () => dispatch( 'core/edit-post' ).openGeneralSidebar( SIDEBAR ) ) ),
			el( PluginPrePublishPanel, { title: 'Averral', initialOpen: true, className: 'averral' },
				el( Status, { state } ),
				el( Flags, { flags: state.open.filter( ( { severity } ) => severity !== 'info' ) } ) ) );
	}

	wp.plugins.registerPlugin( 'averral', { render: Panel, icon: ICON } );
} )();
