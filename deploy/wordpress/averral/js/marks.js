/**
 * Flagged words in the canvas: underlined without touching what is written, and the way to them.
 * License: GPL-2.0-or-later
 */
( () => {
	'use strict';

	const { dispatch } = wp.data;
	const LINES = { alert: 'wavy #d63638', warning: 'solid #dba617', info: 'dotted #3582c4' };
	const GROUNDS = { alert: '#d6363826', warning: '#dba61726', info: '#3582c41f' };
	const sheets = new WeakMap();

	/** The document that holds the blocks: a frame's in newer editors. */
	const canvas = () => document.querySelector( 'iframe[name="editor-canvas"]' )?.contentDocument ?? document;

	const titleField = () => canvas().querySelector( '.editor-post-title__input, .wp-block-post-title' );

	/** The element into which a piece is typed. */
	function fieldOf( { clientId, attribute } ) {
		if ( ! clientId ) {
			return titleField();
		}
		const block = canvas().querySelector( `[data-block="${ clientId }"]` );
		if ( ! block || ! attribute || block.matches( '.rich-text' ) ) {
			return block;
		}
		const own = [ ...block.querySelectorAll( '.rich-text' ) ].filter( ( one ) => one.closest( '[data-block]' ) === block );
		return own.find( ( one ) => one.dataset.wpBlockAttributeKey === attribute ) ?? own[ attribute === 'citation' ? own.length - 1 : 0 ] ?? block;
	}

	/** The words as a range of the document, or null where the document does not show them just so. */
	function rangeOf( place ) {
		const field = fieldOf( place );
		if ( ! field ) {
			return null;
		}
		const range = field.ownerDocument.createRange();
		const walker = field.ownerDocument.createTreeWalker( field, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT );
		let at = 0;
		let begun = false;
		for ( let node = walker.nextNode(); node; node = walker.nextNode() ) {
			if ( node.nodeType === Node.ELEMENT_NODE ) {
				at += node.tagName === 'BR' ? 1 : 0;
				continue;
			}
			const end = at + node.data.length;
			if ( ! begun && place.from < end ) {
				range.setStart( node, Math.max( 0, place.from - at ) );
				begun = true;
			}
			if ( begun && place.to <= end ) {
				range.setEnd( node, place.to - at );
				const wanted = place.text.slice( place.from, place.to ).replace( /\n/g, '' );
				return range.toString() === wanted ? range : null;
			}
			at = end;
		}
		return null;
	}

	/** Underlines the places of open flags: `[{severity, place}]`. */
	function paint( marks ) {
		const page = canvas();
		const view = page.defaultView;
		if ( ! view?.CSS?.highlights || ! view.Highlight ) {
			return;
		}
		if ( ! sheets.has( page ) ) {
			const sheet = new view.CSSStyleSheet();
			sheet.replaceSync( Object.keys( LINES ).map( ( severity ) =>
				`::highlight(averral-${ severity }){text-decoration:underline 2px ${ LINES[ severity ] };background-color:${ GROUNDS[ severity ] }}` ).join( '' ) );
			sheets.set( page, sheet );
			page.adoptedStyleSheets = [ ...page.adoptedStyleSheets, sheet ];
		}
		for ( const severity of Object.keys( LINES ) ) {
			const ranges = marks.filter( ( mark ) => mark.severity === severity ).map( ( { place } ) => rangeOf( place ) );
			view.CSS.highlights.set( `averral-${ severity }`, new view.Highlight( ...ranges.filter( Boolean ) ) );
		}
	}

	/** Leads to the words and selects them. */
	function jump( place ) {
		const field = fieldOf( place );
		if ( place.clientId && place.attribute ) {
			dispatch( 'core/block-editor' ).selectionChange( place.clientId, place.attribute, place.from, place.to );
		} else if ( place.clientId ) {
			dispatch( 'core/block-editor' ).selectBlock( place.clientId );
		}
		field?.focus( { preventScroll: true } );
		const range = rangeOf( place );
		if ( range && ( place.attribute || ! place.clientId ) ) {
			const selection = field.ownerDocument.defaultView.getSelection();
			selection.removeAllRanges();
			selection.addRange( range );
		} else if ( field?.setSelectionRange ) {
			field.setSelectionRange( place.from, place.to );
		}
		field?.scrollIntoView( { block: 'center' } );
	}

	Object.assign( window.averral, { jump, paint } );
} )();
