/**
 * Watches the draft, has it checked when it rests, and keeps what came of it in the data store `averral/check`.
 * License: GPL-2.0-or-later
 */
( () => {
	'use strict';

	const { dispatch, select, subscribe } = wp.data;
	const STORE = 'averral/check';
	const REST_MS = 1500;
	const AGAIN_S = 30;
	/** `status`: idle, waiting, checking, checked; or why it is not checked: away, refused, large, unset. */
	const NOTHING = { status: 'idle', flags: [], dismissed: [], truncated: false, draft: { text: '', pieces: [] } };

	wp.data.register( wp.data.createReduxStore( STORE, {
		reducer: ( state = NOTHING, { type, news } ) => ( type === 'NEWS' ? { ...state, ...news } : state ),
		actions: { tell: ( news ) => ( { type: 'NEWS', news } ) },
		selectors: { get: ( state ) => state },
	} ) );

	const tell = ( news ) => dispatch( STORE ).tell( news );
	const state = () => select( STORE ).get();
	const post = () => select( 'core/editor' ).getCurrentPostId();

	let seen = [];
	let digest = '';
	let running = null;
	let rest = 0;
	let again = 0;

	function look() {
		const title = select( 'core/editor' ).getEditedPostAttribute( 'title' ) ?? '';
		const blocks = select( 'core/block-editor' ).getBlocks();
		if ( ! post() || ( title === seen[ 0 ] && blocks === seen[ 1 ] ) ) {
			return;
		}
		seen = [ title, blocks ];
		const draft = window.averral.read( title, blocks );
		if ( draft.text === state().draft.text ) {
			return;
		}
		running?.abort();
		clearTimeout( rest );
		if ( ! draft.text.trim() ) {
			digest = '';
			tell( { ...NOTHING, dismissed: state().dismissed } );
			return;
		}
		tell( { draft, status: 'waiting' } );
		rest = setTimeout( check, REST_MS );
	}

	/** Checks now; a later change of the draft, or a later call, ends it. */
	async function check() {
		running?.abort();
		clearTimeout( rest );
		clearTimeout( again );
		const { draft } = state();
		if ( ! draft.text.trim() ) {
			return;
		}
		const run = running = new AbortController();
		tell( { status: 'checking' } );
		try {
			const answer = await ask( 'check', { text: draft.text, title: seen[ 0 ].trim(), digest }, run.signal );
			if ( run.signal.aborted ) {
				return;
			}
			const { unchanged, flags, summary, dismissed } = answer;
			digest = unchanged ? digest : summary.digest;
			tell( { status: 'checked', dismissed, ...( unchanged ? {} : { flags, truncated: summary.truncated } ) } );
		} catch ( problem ) {
			if ( ! run.signal.aborted ) {
				fail( problem );
			}
		}
	}

	/** Not checked, whatever it was; a service that is away is asked again. */
	function fail( problem ) {
		const about = problem?.data ?? {};
		const status = about.why ?? ( [ 401, 403 ].includes( about.status ) ? 'refused' : 'away' );
		digest = '';
		tell( { status } );
		if ( status === 'away' ) {
			again = setTimeout( check, ( about.again || AGAIN_S ) * 1000 );
		}
	}

	function ask( route, data, signal ) {
		return wp.apiFetch( { path: `/averral/v1/${ route }`, method: 'POST', data: { post: post(), ...data }, signal } );
	}

	/** Takes effect at once, and stays where the site keeps it. */
	async function dismiss( flag, dismissed ) {
		const before = state().dismissed;
		tell( { dismissed: dismissed ? [ ...before, flag.id ] : before.filter( ( id ) => id !== flag.id ) } );
		try {
			tell( await ask( 'dismiss', { flag: flag.id, dismissed } ) );
		} catch {
			tell( { dismissed: before } );
		}
	}

	wp.domReady( () => subscribe( look ) );
	window.addEventListener( 'online', () => state().status === 'away' && check() );
	Object.assign( window.averral, { STORE, check, dismiss } );
} )();
