/**
 * The draft as one text, and the way back from a place in it to the block and the words.
 * License: GPL-2.0-or-later
 */
( () => {
	'use strict';

	const PARTING = '\n\n';
	const BLOCK_ENDS = /<\/(?:p|div|li|td|th|tr|h[1-6]|blockquote|figcaption|pre)>/gi;
	/** What stands below the rest of its block. */
	const BELOW = [ 'citation', 'caption' ];
	/** Blocks whose text nobody reads as prose. */
	const UNREAD = [ 'core/code', 'core/html', 'core/shortcode' ];

	const plain = ( value ) => value?.text ?? wp.richText.create( { html: String( value ?? '' ) } ).text;

	/** Names of the block's texts that people type into, in reading order; null where it keeps its text otherwise. */
	function typedInto( block ) {
		const found = Object.entries( wp.blocks.getBlockType( block.name )?.attributes ?? {} );
		const typed = found.filter( ( [ , { source, multiline } ] ) => /^(html|rich-text)$/.test( source ) && ! multiline );
		const listed = found.some( ( [ , { source } ] ) => source === 'query' );
		return typed.length && ! listed ? typed.map( ( [ name ] ) => name ) : null;
	}

	/** Texts of the block itself: above and below the blocks that it holds. */
	function textsOf( block ) {
		const piece = ( attribute ) => ( { clientId: block.clientId, attribute, text: plain( block.attributes[ attribute ] ) } );
		const names = UNREAD.includes( block.name ) ? [] : typedInto( block );
		if ( names ) {
			return [ false, true ].map( ( below ) => names.filter( ( name ) => BELOW.includes( name ) === below ).map( piece ) );
		}
		if ( block.innerBlocks.length ) {
			return [ [], [] ];
		}
		const html = wp.blocks.getBlockContent( block ).replace( BLOCK_ENDS, '$&\n' );
		const shown = new DOMParser().parseFromString( html, 'text/html' ).body.textContent;
		return [ [ { clientId: block.clientId, attribute: null, text: shown.trim() } ], [] ];
	}

	/** Blocks are never changed, only replaced: one keystroke costs one block. */
	const known = new WeakMap();

	function* piecesOf( block ) {
		if ( ! known.has( block ) ) {
			known.set( block, textsOf( block ) );
		}
		const [ above, below ] = known.get( block );
		yield* above;
		for ( const inner of block.innerBlocks ) {
			yield* piecesOf( inner );
		}
		yield* below;
	}

	/**
	 * Headline and blocks as one text with its pieces: `{clientId, attribute, text, start}`. The headline's has no clientId.
	 */
	function read( title, blocks ) {
		const pieces = [ { clientId: null, attribute: null, text: title } ];
		blocks.forEach( ( block ) => pieces.push( ...piecesOf( block ) ) );
		let next = 0;
		const told = pieces.filter( ( { text } ) => text.trim() ).map( ( piece ) => {
			const start = next;
			next += piece.text.length + PARTING.length;
			return { ...piece, start };
		} );
		return { text: told.map( ( { text } ) => text ).join( PARTING ), pieces: told };
	}

	/** Where the words of a flag stand now: where they are nearest to their place in the surroundings they had; else null. */
	function locate( { text, pieces }, { selector: { exact, prefix, suffix }, utf16 } ) {
		let best = -1;
		let least = Infinity;
		for ( let at = text.indexOf( exact ), seen = 0; at >= 0 && seen < 100; at = text.indexOf( exact, at + 1 ), seen++ ) {
			const before = text.slice( Math.max( 0, at - 8 ), at );
			const after = text.slice( at + exact.length, at + exact.length + 8 );
			const strange = ( prefix.endsWith( before ) ? 0 : 1 ) + ( suffix.startsWith( after ) ? 0 : 1 );
			const distance = strange * text.length + Math.abs( at - utf16.start );
			if ( distance < least ) {
				[ best, least ] = [ at, distance ];
			}
		}
		const piece = best < 0 ? null : pieces.findLast( ( { start } ) => start <= best );
		if ( ! piece ) {
			return null;
		}
		const end = Math.min( best - piece.start + exact.length, piece.text.length );
		return { ...piece, from: best - piece.start, to: end };
	}

	Object.assign( window.averral, { read, locate } );
} )();
