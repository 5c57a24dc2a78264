/*!
 * <averral-check>: shows, beside any text field, which passages of a draft other reports contradict or do not bear out.
 *
 *   <textarea id="body"></textarea>
 *   <averral-check for="body" check-url="https://averral.example/v1/drafts/check" token-url="/our/token"></averral-check>
 *
 * Attributes: `for` (id of a textarea, an editable element, its iframe, or the element that TinyMCE or CKEditor took
 * over), `headline` (id of the headline's field), `check-url` (the gateway's route, or your own server's that passes the
 * call on with its key), `token-url` (your server's route that answers POST with what `POST /v1/tokens` gave it), `draft-id`
 * (under which dismissals are kept in this browser), `draft-lang`, `published`, `delay` (ms of rest before a check), and
 * `lang` of the element or above it: the language of the panel.
 * Properties: `flags`, `status`, `dismissed` (ids; may be set), `headers` (sent with each check, such as a CSRF token).
 * Methods: `check()`. Events: `averral-status`, `averral-dismiss` with `{id, dismissed, ids}`.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
(() => {
	'use strict';

	/* Words -------------------------------------------------------------------------------------------------- */

	const WORDS = {
		en: {
			panel: 'Check against other reports', idle: 'Nothing to check yet.', waiting: 'Not checked yet: the text has changed.',
			checking: 'Checking…', found: 'Passages to look at: {n}', clear: 'Checked, no flags. That confirms nothing.',
			away: 'Not checked: the service does not answer.', refused: 'Not checked: the service does not accept this page’s token.',
			large: 'Not checked: the text is too long.', absent: 'Not checked: there is no text field here.',
			partly: 'Only the beginning was checked.', earlier: 'The flags below are of an earlier check.',
			again: 'Check now', show: 'Show in the text', gone: 'These words no longer stand in the text.', dismiss: 'Dismiss', more: 'More about this',
			restore: 'Restore', dismissed: 'Dismissed: {n}', opposing: 'Reported otherwise', supporting: 'Reported like this',
			related: 'On the same subject', searched: 'Searched: reports {documents}, sources {sources}', nobody: 'unnamed source',
			CONTESTED: 'Contested', CONTRADICTED: 'Contradicted', SUPERSEDED: 'Overtaken by later reports',
			SINGLE_ORIGIN: 'One origin only', NO_EVIDENCE: 'No report found', UNSOURCED_NUMBER: 'Figure without a source',
			ALTERED_QUOTE: 'Quotation altered', MISATTRIBUTED_QUOTE: 'Said by somebody else', DENIED_QUOTE: 'Quotation denied',
			UNATTRIBUTED_QUOTE: 'Quotation without a speaker',
		},
		ar: {
			panel: 'المقارنة بتقارير أخرى', idle: 'لا شيء لفحصه بعد.', waiting: 'لم يُفحص بعد: تغيّر النص.',
			checking: 'جارٍ الفحص…', found: 'مواضع تستدعي النظر: {n}', clear: 'فُحص بلا ملاحظات، وهذا لا يؤكد شيئًا.',
			away: 'لم يُفحص: الخدمة لا تجيب.', refused: 'لم يُفحص: الخدمة لا تقبل رمز هذه الصفحة.',
			large: 'لم يُفحص: النص طويل جدًا.', absent: 'لم يُفحص: لا يوجد حقل نص هنا.',
			partly: 'فُحصت بداية النص فقط.', earlier: 'الملاحظات أدناه من فحص سابق.',
			again: 'افحص الآن', show: 'أظهر في النص', gone: 'لم تعد هذه الكلمات في النص.', dismiss: 'تجاهل', more: 'المزيد عن هذا',
			restore: 'استعادة', dismissed: 'متجاهَل: {n}', opposing: 'ورد خلاف ذلك', supporting: 'ورد مثل ذلك',
			related: 'في الموضوع نفسه', searched: 'نطاق البحث: التقارير {documents}، المصادر {sources}', nobody: 'مصدر غير مسمّى',
			CONTESTED: 'محل خلاف', CONTRADICTED: 'تناقضه تقارير', SUPERSEDED: 'تجاوزته تقارير لاحقة',
			SINGLE_ORIGIN: 'منشأ واحد فقط', NO_EVIDENCE: 'لا تقرير عنه', UNSOURCED_NUMBER: 'رقم بلا مصدر',
			ALTERED_QUOTE: 'اقتباس محرَّف', MISATTRIBUTED_QUOTE: 'قاله شخص آخر', DENIED_QUOTE: 'اقتباس نُفي',
			UNATTRIBUTED_QUOTE: 'اقتباس بلا قائل',
		},
		fr: {
			panel: 'Confronter à d’autres dépêches', idle: 'Rien à vérifier pour l’instant.', waiting: 'Pas encore vérifié : le texte a changé.',
			checking: 'Vérification…', found: 'Passages à revoir : {n}', clear: 'Vérifié, aucun signalement. Cela ne confirme rien.',
			away: 'Non vérifié : le service ne répond pas.', refused: 'Non vérifié : le service refuse le jeton de cette page.',
			large: 'Non vérifié : le texte est trop long.', absent: 'Non vérifié : aucun champ de texte ici.',
			partly: 'Seul le début a été vérifié.', earlier: 'Les signalements ci-dessous datent d’une vérification précédente.',
			again: 'Vérifier', show: 'Montrer dans le texte', gone: 'Ces mots ne sont plus dans le texte.', dismiss: 'Écarter', more: 'En savoir plus',
			restore: 'Rétablir', dismissed: 'Écartés : {n}', opposing: 'Rapporté autrement', supporting: 'Rapporté ainsi',
			related: 'Sur le même sujet', searched: 'Recherche : {documents} articles, {sources} sources', nobody: 'source non nommée',
			CONTESTED: 'Contesté', CONTRADICTED: 'Contredit', SUPERSEDED: 'Dépassé par des informations plus récentes',
			SINGLE_ORIGIN: 'Une seule origine', NO_EVIDENCE: 'Aucun article trouvé', UNSOURCED_NUMBER: 'Chiffre sans source',
			ALTERED_QUOTE: 'Citation altérée', MISATTRIBUTED_QUOTE: 'Propos d’un autre', DENIED_QUOTE: 'Citation démentie',
			UNATTRIBUTED_QUOTE: 'Citation sans auteur',
		},
		tr: {
			panel: 'Diğer haberlerle karşılaştır', idle: 'Henüz denetlenecek bir şey yok.', waiting: 'Henüz denetlenmedi: metin değişti.',
			checking: 'Denetleniyor…', found: 'Bakılacak yerler: {n}', clear: 'Denetlendi, uyarı yok. Bu bir doğrulama değildir.',
			away: 'Denetlenmedi: hizmet yanıt vermiyor.', refused: 'Denetlenmedi: hizmet bu sayfanın anahtarını kabul etmiyor.',
			large: 'Denetlenmedi: metin çok uzun.', absent: 'Denetlenmedi: burada metin alanı yok.',
			partly: 'Yalnızca başı denetlendi.', earlier: 'Aşağıdaki uyarılar önceki denetimden.',
			again: 'Şimdi denetle', show: 'Metinde göster', gone: 'Bu sözler artık metinde yok.', dismiss: 'Yok say', more: 'Ayrıntılar',
			restore: 'Geri al', dismissed: 'Yok sayılan: {n}', opposing: 'Başka türlü bildirilen', supporting: 'Böyle bildirilen',
			related: 'Aynı konuda', searched: 'Aranan: {documents} haber, {sources} kaynak', nobody: 'adı verilmeyen kaynak',
			CONTESTED: 'Tartışmalı', CONTRADICTED: 'Çelişkili', SUPERSEDED: 'Sonraki haberlerle aşıldı',
			SINGLE_ORIGIN: 'Tek kökenli', NO_EVIDENCE: 'Haber bulunamadı', UNSOURCED_NUMBER: 'Kaynaksız sayı',
			ALTERED_QUOTE: 'Değiştirilmiş alıntı', MISATTRIBUTED_QUOTE: 'Başkasının sözü', DENIED_QUOTE: 'Yalanlanan alıntı',
			UNATTRIBUTED_QUOTE: 'Sahipsiz alıntı',
		},
		ru: {
			panel: 'Сверка с другими сообщениями', idle: 'Пока нечего проверять.', waiting: 'Ещё не проверено: текст изменён.',
			checking: 'Проверка…', found: 'Требуют внимания: {n}', clear: 'Проверено, замечаний нет. Это ничего не подтверждает.',
			away: 'Не проверено: служба не отвечает.', refused: 'Не проверено: служба не принимает ключ этой страницы.',
			large: 'Не проверено: текст слишком длинный.', absent: 'Не проверено: здесь нет текстового поля.',
			partly: 'Проверено только начало.', earlier: 'Замечания ниже — от прошлой проверки.',
			again: 'Проверить', show: 'Показать в тексте', gone: 'Этих слов больше нет в тексте.', dismiss: 'Отклонить', more: 'Подробнее',
			restore: 'Вернуть', dismissed: 'Отклонено: {n}', opposing: 'Сообщается иначе', supporting: 'Сообщается так же',
			related: 'О том же', searched: 'Искали: сообщений {documents}, источников {sources}', nobody: 'источник не назван',
			CONTESTED: 'Спорно', CONTRADICTED: 'Противоречит сообщениям', SUPERSEDED: 'Устарело',
			SINGLE_ORIGIN: 'Только один первоисточник', NO_EVIDENCE: 'Сообщений не найдено', UNSOURCED_NUMBER: 'Число без источника',
			ALTERED_QUOTE: 'Цитата изменена', MISATTRIBUTED_QUOTE: 'Слова другого', DENIED_QUOTE: 'Цитата опровергнута',
			UNATTRIBUTED_QUOTE: 'Цитата без автора',
		},
		fa: {
			panel: 'سنجش با گزارش‌های دیگر', idle: 'هنوز چیزی برای بررسی نیست.', waiting: 'هنوز بررسی نشده: متن تغییر کرده است.',
			checking: 'در حال بررسی…', found: 'جاهایی که باید دید: {n}', clear: 'بررسی شد، بی‌نشانه. این چیزی را تأیید نمی‌کند.',
			away: 'بررسی نشد: سرویس پاسخ نمی‌دهد.', refused: 'بررسی نشد: سرویس نشانه این صفحه را نمی‌پذیرد.',
			large: 'بررسی نشد: متن بیش از اندازه بلند است.', absent: 'بررسی نشد: اینجا جای متنی نیست.',
			partly: 'تنها آغاز متن بررسی شد.', earlier: 'نشانه‌های زیر از بررسی پیشین است.',
			again: 'اکنون بررسی کن', show: 'نمایش در متن', gone: 'این واژه‌ها دیگر در متن نیست.', dismiss: 'کنار گذاشتن', more: 'بیشتر در این باره',
			restore: 'بازگرداندن', dismissed: 'کنارگذاشته: {n}', opposing: 'خلاف آن گزارش شده', supporting: 'همین گزارش شده',
			related: 'در همین موضوع', searched: 'جست‌وجو شد: {documents} گزارش، {sources} منبع', nobody: 'منبع بی‌نام',
			CONTESTED: 'مورد اختلاف', CONTRADICTED: 'ناسازگار با گزارش‌ها', SUPERSEDED: 'گزارش‌های بعدی جای آن را گرفته‌اند',
			SINGLE_ORIGIN: 'تنها یک خاستگاه', NO_EVIDENCE: 'گزارشی یافت نشد', UNSOURCED_NUMBER: 'رقم بدون منبع',
			ALTERED_QUOTE: 'نقل‌قول تغییریافته', MISATTRIBUTED_QUOTE: 'گفته کس دیگری است', DENIED_QUOTE: 'نقل‌قول تکذیب شده',
			UNATTRIBUTED_QUOTE: 'نقل‌قول بی‌گوینده',
		},
		he: {
			panel: 'השוואה לדיווחים אחרים', idle: 'עדיין אין מה לבדוק.', waiting: 'עדיין לא נבדק: הטקסט השתנה.',
			checking: 'בבדיקה…', found: 'מקומות שכדאי לבחון: {n}', clear: 'נבדק, אין הערות. אין בכך אישור לדבר.',
			away: 'לא נבדק: השירות אינו עונה.', refused: 'לא נבדק: השירות אינו מקבל את האסימון של הדף הזה.',
			large: 'לא נבדק: הטקסט ארוך מדי.', absent: 'לא נבדק: אין כאן שדה טקסט.',
			partly: 'רק ההתחלה נבדקה.', earlier: 'ההערות שלמטה הן מבדיקה קודמת.',
			again: 'לבדוק עכשיו', show: 'להראות בטקסט', gone: 'המילים האלה אינן עוד בטקסט.', dismiss: 'התעלמות', more: 'עוד על כך',
			restore: 'שחזור', dismissed: 'הערות שהוסתרו: {n}', opposing: 'דווח אחרת', supporting: 'דווח כך',
			related: 'באותו עניין', searched: 'נבדקו: {documents} דיווחים, {sources} מקורות', nobody: 'מקור ללא שם',
			CONTESTED: 'שנוי במחלוקת', CONTRADICTED: 'דיווחים סותרים זאת', SUPERSEDED: 'דיווחים מאוחרים יותר עקפו זאת',
			SINGLE_ORIGIN: 'מקור ראשוני אחד בלבד', NO_EVIDENCE: 'לא נמצא דיווח', UNSOURCED_NUMBER: 'מספר ללא מקור',
			ALTERED_QUOTE: 'הציטוט שונה', MISATTRIBUTED_QUOTE: 'נאמר בידי מישהו אחר', DENIED_QUOTE: 'הציטוט הוכחש',
			UNATTRIBUTED_QUOTE: 'ציטוט ללא דובר',
		},
	};

	const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

	/* Text fields: what they show as one text, and the way back from an offset to the words ----------------------- */

	const BLOCKS = new Set(('ADDRESS ARTICLE ASIDE BLOCKQUOTE CAPTION CENTER DD DETAILS DIALOG DIV DL DT FIELDSET FIGCAPTION ' +
		'FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LEGEND LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH ' +
		'THEAD TR UL').split(' '));
	const UNSEEN = 'head,iframe,math,noscript,object,script,select,style,svg,template,textarea,title,[data-mce-bogus="all"]';

	class PlainField {
		constructor(element) { this.element = element; }

		read() { return this.element.value; }

		select(start, end) {
			const field = this.element;
			// A field scrolls to its caret only on getting the focus.
			field.blur();
			field.setSelectionRange(start, start);
			field.focus();
			field.setSelectionRange(start, end);
			field.scrollIntoView({ block: 'nearest' });
		}

		mark() { /* The words of a plain field cannot be painted. */ }
	}

	class RichField {
		constructor(element) {
			this.element = element;
			this.window = element.ownerDocument.defaultView;
			this.sheet = null;
			this.number = RichField.made = (RichField.made ?? 0) + 1;
			this.places = [];
		}

		read() {
			const pieces = [];
			let length = 0, parting = false;
			this.places = [];
			const add = (text) => { pieces.push(text); length += text.length; };
			const breakLine = () => { if (parting && length) add('\n\n'); parting = false; };
			const keeps = (node) => this.window.getComputedStyle(node.parentElement).whiteSpace.startsWith('pre');
			const walk = (parent) => {
				for (const node of parent.childNodes) {
					if (node.nodeType === Node.TEXT_NODE && node.data) {
						const shown = keeps(node) ? node.data : node.data.replace(/[\n\r\t\f]/g, ' ');
						// White space between blocks shows nothing.
						if (parting && !shown.trim()) continue;
						breakLine();
						this.places.push({ node, start: length });
						add(shown);
					} else if (node.nodeType === Node.ELEMENT_NODE && node.tagName === 'BR') {
						if (!parting) add('\n');
					} else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(UNSEEN)) {
						const block = BLOCKS.has(node.tagName);
						parting ||= block;
						walk(node);
						parting ||= block;
					}
				}
			};
			walk(this.element);
			return pieces.join('');
		}

		range(start, end) {
			const range = this.element.ownerDocument.createRange();
			for (const { node, start: at } of this.places) {
				const until = at + node.data.length;
				if (start >= at && start < until) range.setStart(node, start - at);
				if (end > at && end <= until) { range.setEnd(node, end - at); return range; }
			}
			return null;
		}

		select(start, end) {
			const range = this.range(start, end);
			if (!range) return;
			this.element.focus({ preventScroll: true });
			const selection = this.window.getSelection();
			selection.removeAllRanges();
			selection.addRange(range);
			range.startContainer.parentElement.scrollIntoView({ block: 'center' });
			this.window.frameElement?.scrollIntoView({ block: 'nearest' });
		}

		/** Paints passages without touching the document: what is typed, saved and copied stays as it is. */
		mark(marks) {
			const { CSS, Highlight, CSSStyleSheet } = this.window;
			if (!CSS?.highlights || !Highlight) return;
			const page = this.element.ownerDocument;
			if (!this.sheet) {
				this.sheet = new CSSStyleSheet();
				this.sheet.replaceSync(Object.keys(COLOURS).map((severity) =>
					`::highlight(averral-${this.number}-${severity}){background-color:${COLOURS[severity]};` +
					`text-decoration:underline 2px ${LINES[severity]}}`).join(''));
				page.adoptedStyleSheets = [...page.adoptedStyleSheets, this.sheet];
			}
			for (const severity of Object.keys(COLOURS)) {
				const ranges = marks.filter((mark) => mark.severity === severity)
					.map((mark) => this.range(mark.start, mark.end)).filter(Boolean);
				CSS.highlights.set(`averral-${this.number}-${severity}`, new Highlight(...ranges));
			}
		}

		leave() {
			for (const severity of Object.keys(COLOURS)) this.window.CSS?.highlights?.delete(`averral-${this.number}-${severity}`);
			const page = this.element.ownerDocument;
			page.adoptedStyleSheets = page.adoptedStyleSheets.filter((sheet) => sheet !== this.sheet);
			this.sheet = null;
		}
	}

	const COLOURS = { alert: '#dc262633', warning: '#d9770633', info: '#2563eb22' };
	const LINES = { alert: 'wavy #dc2626', warning: 'solid #d97706', info: 'dotted #2563eb' };

	/** The element that people write in, for the one that is named: editors put their own in its place. */
	function editableOf(named) {
		const taken = window.tinymce?.get?.(named.id)?.getBody?.() ?? window.CKEDITOR?.instances?.[named.id]?.editable?.()?.$;
		if (taken) return taken;
		if (named.tagName === 'IFRAME') {
			const inside = named.contentDocument;
			return inside?.querySelector('[contenteditable]:not([contenteditable="false"])') ?? (inside?.designMode === 'on' ? inside.body : null);
		}
		const next = named.nextElementSibling;
		if (next?.matches('.ck-editor')) return next.querySelector('.ck-editor__editable');
		return named;
	}

	function fieldOf(page, id) {
		const named = id && page.getElementById(id);
		const element = named && editableOf(named);
		if (!element) return null;
		return 'value' in element && 'setSelectionRange' in element ? new PlainField(element) : new RichField(element);
	}

	/** Where the words of a flag stand now: at their place, or where they stand nearest to it in the surroundings they had. */
	function locate(text, flag) {
		const { exact, prefix, suffix } = flag.selector;
		let best = -1, least = Infinity;
		for (let at = text.indexOf(exact), seen = 0; at >= 0 && seen < 100; at = text.indexOf(exact, at + 1), seen++) {
			const before = text.slice(Math.max(0, at - 8), at), after = text.slice(at + exact.length, at + exact.length + 8);
			const strange = (prefix.endsWith(before) ? 0 : 1) + (suffix.startsWith(after) ? 0 : 1);
			const distance = strange * text.length + Math.abs(at - flag.utf16.start);
			if (distance < least) [best, least] = [at, distance];
		}
		return best < 0 ? null : { start: best, end: best + exact.length };
	}

	/* The service --------------------------------------------------------------------------------------------- */

	class NotChecked extends Error {
		constructor(status, again = 30) { super(status); this.status = status; this.again = again; }
	}

	/** Flags and the summary as they come: as events, or at once from a server that collects them. */
	async function* answersOf(response) {
		if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
			const whole = await response.json();
			for (const flag of whole.flags) yield ['flag', flag];
			yield ['summary', whole.summary];
			return;
		}
		const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
		for (let rest = ''; ;) {
			const { done, value } = await reader.read();
			if (done) return;
			const parts = (rest + value).split('\n\n');
			rest = parts.pop();
			for (const part of parts) {
				const name = /^event: ?(.*)$/m.exec(part)?.[1], data = /^data: ?(.*)$/m.exec(part)?.[1];
				if (name && data) yield [name, JSON.parse(data)];
			}
		}
	}

	class Service {
		constructor(host) { this.host = host; this.token = null; }

		async *check(draft, digest, signal) {
			let response = await this.ask(draft, digest, signal);
			if (response.status === 401 && this.token) {
				this.token = null;
				response = await this.ask(draft, digest, signal);
			}
			if (response.status === 304) { yield ['summary', { digest, unchanged: true }]; return; }
			if (!response.ok) throw this.failure(response);
			for await (const [name, data] of answersOf(response)) {
				if (name === 'problem') throw new NotChecked('away', data.retry_after ?? undefined);
				yield [name, data];
			}
		}

		async ask(draft, digest, signal) {
			const headers = { 'Content-Type': 'application/json', Accept: 'text/event-stream, application/json', ...this.host.headers };
			const token = await this.opened(signal);
			if (token) headers.Authorization = `Bearer ${token}`;
			if (digest) headers['If-None-Match'] = `"${digest}"`;
			const address = this.host.getAttribute('check-url') || '/v1/drafts/check';
			return this.sent(address, { method: 'POST', headers, body: JSON.stringify(draft), signal });
		}

		/** A token of the page's own server, asked for again shortly before it ends. */
		async opened(signal) {
			const address = this.host.getAttribute('token-url');
			if (!address) return null;
			if (!this.token || Date.parse(this.token.expires_at) < Date.now() + 30_000) {
				const response = await this.sent(address, { method: 'POST', headers: this.host.headers, signal });
				if (!response.ok) throw this.failure(response);
				this.token = await response.json();
			}
			return this.token.token;
		}

		async sent(address, options) {
			try {
				return await fetch(address, { cache: 'no-store', credentials: 'same-origin', ...options });
			} catch (error) {
				if (options.signal.aborted) throw error;
				throw new NotChecked('away');
			}
		}

		failure(response) {
			const status = { 401: 'refused', 403: 'refused', 413: 'large' }[response.status] ?? 'away';
			return new NotChecked(status, Number(response.headers.get('retry-after')) || undefined);
		}
	}

	/* The panel ----------------------------------------------------------------------------------------------- */

	const STYLE = `
		:host { display: block; container-type: inline-size; color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif;
			--ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --ground: #fff; --alert: #b91c1c; --warning: #9a4f00; --info: #1d4ed8; }
		@media (prefers-color-scheme: dark) { :host { --ink: #f0f6fc; --soft: #9198a1; --line: #3d444d; --ground: #151b23;
			--alert: #ff8a80; --warning: #f0b072; --info: #8ab4ff; } }
		:host([hidden]) { display: none; }
		section { color: var(--ink); background: var(--ground); border: 1px solid var(--line); border-radius: 8px; padding: .75rem 1rem; }
		header { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between; }
		h2 { font-size: 1rem; margin: 0; flex-basis: 100%; }
		p { margin: 0; }
		ul { list-style: none; margin: 0; padding: 0; }
		li.flag { border-block-start: 1px solid var(--line); margin-block-start: .75rem; padding-block-start: .75rem; }
		.kind { font-weight: 600; }
		.alert .kind { color: var(--alert); } .warning .kind { color: var(--warning); } .info .kind { color: var(--info); }
		q { display: block; quotes: none; margin-block: .25rem; padding-inline-start: .6rem; border-inline-start: 3px solid currentColor; }
		.alert > q { border-color: var(--alert); } .warning > q { border-color: var(--warning); } .info > q { border-color: var(--info); }
		.soft, figcaption, summary { color: var(--soft); }
		figure { margin: .25rem 0; } figure q { border-color: var(--line); }
		figcaption { font-size: .87em; padding-inline-start: .6rem; }
		h4 { font-size: .87em; margin: .5rem 0 0; color: var(--soft); }
		.row { display: flex; flex-wrap: wrap; gap: .5rem; margin-block-start: .4rem; }
		button { font: inherit; color: inherit; background: none; border: 1px solid var(--line); border-radius: 6px; padding: .15rem .6rem; cursor: pointer; }
		button:disabled { opacity: .5; cursor: default; }
		button:focus-visible, summary:focus-visible, a:focus-visible { outline: 2px solid var(--info); outline-offset: 2px; }
		a { color: var(--info); }
		[data-status="away"] .status, [data-status="refused"] .status, [data-status="large"] .status, [data-status="absent"] .status {
			font-weight: 600; color: var(--warning); }
		@media print { .row, header button { display: none; } }`;
	const SIGNS = { alert: '●', warning: '▲', info: '○' };
	const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur', 'ps', 'ckb', 'ug', 'yi', 'dv', 'sd']);

	/** An element with attributes and children; text is always text. */
	function make(tag, attributes = {}, ...children) {
		const element = document.createElement(tag);
		for (const [name, value] of Object.entries(attributes)) {
			if (name === 'onclick') element.addEventListener('click', value);
			else if (value === true) element.setAttribute(name, '');
			else if (value || value === 0) element.setAttribute(name, value);
		}
		element.append(...children.filter((child) => child !== null));
		return element;
	}

	const foreign = (tag, text, language) => make(tag, { dir: 'auto', lang: language }, text);

	function passageView(passage, say, language) {
		const outlet = foreign('bdi', passage.outlet || say('nobody'));
		const source = /^https?:/.test(passage.url)
			? make('a', { href: passage.url, target: '_blank', rel: 'noopener noreferrer' }, outlet) : outlet;
		const day = passage.published_at
			? make('time', { datetime: passage.published_at }, new Date(passage.published_at).toLocaleDateString(language, { dateStyle: 'medium', timeZone: 'UTC' })) : '';
		return make('figure', {}, foreign('q', passage.text, passage.language),
			make('figcaption', {}, source, day && ' · ', day, passage.speaker && ' · ', passage.speaker && foreign('bdi', passage.speaker)));
	}

	/** What reports say: each side with the first passage of every origin, and, folded, what else is about it. */
	function evidenceView(finding, say, language) {
		const view = (passages) => passages.map((passage) => passageView(passage, say, language));
		const sides = ['opposing', 'supporting'].filter((side) => finding[side].length).flatMap((side) =>
			[make('h4', {}, say(side)), ...view(finding[side].flatMap((origin) => origin.passages.slice(0, 1)))]);
		const related = view(finding.related.slice(0, MOST_RELATED));
		const { documents, sources } = finding.coverage;
		return [...sides,
			related.length ? make('details', {}, make('summary', {}, say('related')), ...related) : null,
			make('p', { class: 'soft' }, fill(say('searched'), { documents, sources }))];
	}

	const MOST_RELATED = 3;
	const FOR_A_REST = 1000;
	const LOOKS = 1000;
	const MOST_DISMISSED = 500;

	class AverralCheck extends HTMLElement {
		#shadow = this.attachShadow({ mode: 'open' });
		#service = new Service(this);
		#body = null;
		#headline = null;
		#text = '';
		/** Where the body begins in the text. */
		#start = 0;
		#digest = '';
		#flags = [];
		#places = new Map();
		#dismissed = new Set();
		#status = 'idle';
		#summary = null;
		#run = null;
		#timers = {};
		#shown = new Map();
		#view = null;
		headers = {};

		connectedCallback() {
			const sheet = new CSSStyleSheet();
			sheet.replaceSync(STYLE);
			this.#shadow.adoptedStyleSheets = [sheet];
			this.#dismissed = new Set(this.#kept());
			this.#build();
			this.addEventListener('focusin', this.#look);
			document.addEventListener('input', this.#look, true);
			window.addEventListener('online', this.#retry);
			this.#timers.look = setInterval(this.#look, LOOKS);
			this.#look();
		}

		disconnectedCallback() {
			document.removeEventListener('input', this.#look, true);
			window.removeEventListener('online', this.#retry);
			Object.values(this.#timers).forEach(clearTimeout);
			this.#run?.abort();
			this.#body?.leave?.();
			this.#headline?.leave?.();
			this.#body = this.#headline = null;
			this.#text = '';
		}

		/** Flags of the last check that nobody dismissed. */
		get flags() { return this.#flags.filter((flag) => !this.#dismissed.has(flag.id)); }

		/** `idle`, `waiting`, `checking`, `checked`, or why it is not checked: `away`, `refused`, `large`, `absent`. */
		get status() { return this.#status; }

		get dismissed() { return [...this.#dismissed]; }

		set dismissed(ids) { this.#dismissed = new Set(ids); this.#render(); }

		/* What is written */

		#look = () => {
			this.#find();
			const head = this.#headline?.read().trim() ? this.#headline.read() : '';
			const body = this.#body?.read() ?? '';
			const text = this.#body ? [head, body].filter(Boolean).join('\n\n') : '';
			this.#start = text.length - body.length;
			if (text === this.#text && (this.#body ? this.#status !== 'absent' : this.#status === 'absent')) return;
			this.#text = text;
			this.#run?.abort();
			clearTimeout(this.#timers.rest);
			this.#place();
			if (!this.#body) { this.#set('absent'); return; }
			if (!text.trim()) { this.#flags = []; this.#digest = ''; this.#set('idle'); return; }
			this.#set('waiting');
			this.#timers.rest = setTimeout(() => this.check(), Number(this.getAttribute('delay') ?? FOR_A_REST));
		};

		/** The fields, looked for again when an editor was put in their place. */
		#find() {
			for (const name of ['body', 'headline']) {
				const id = this.getAttribute(name === 'body' ? 'for' : 'headline');
				const found = fieldOf(this.getRootNode(), id);
				const held = name === 'body' ? this.#body : this.#headline;
				if (found?.element === held?.element) continue;
				held?.leave?.();
				if (name === 'body') this.#body = found; else this.#headline = found;
				// Frames keep their events to themselves.
				if (found && found.element.ownerDocument !== document) found.element.addEventListener('input', this.#look);
			}
		}

		/* The check */

		#retry = () => { if (this.#status === 'away') this.check(); };

		/** Checks now. A later change of the text, or a later call, ends it. */
		async check() {
			this.#run?.abort();
			clearTimeout(this.#timers.rest);
			clearTimeout(this.#timers.again);
			if (!this.#body || !this.#text.trim()) return;
			const run = this.#run = new AbortController();
			this.#set('checking');
			try {
				await this.#take(run.signal);
			} catch (error) {
				if (run.signal.aborted) return;
				const failed = error instanceof NotChecked ? error : new NotChecked('away');
				if (failed.status === 'away') this.#timers.again = setTimeout(this.#retry, failed.again * 1000);
				this.#digest = '';
				this.#set(failed.status);
			}
		}

		async #take(signal) {
			const fresh = [], earlier = this.#flags, text = this.#text;
			let ended = false;
			for await (const [name, data] of this.#service.check(this.#draft(), this.#digest, signal)) {
				if (signal.aborted) return;
				if (name === 'flag') {
					fresh.push(data);
					// They come in reading order: what stands further on is not checked again yet.
					const known = new Set(fresh.map((flag) => flag.id));
					this.#flags = [...fresh, ...earlier.filter((flag) => !known.has(flag.id) && (locate(text, flag)?.start ?? -1) >= data.utf16.end)];
					this.#place();
					this.#render();
				} else if (name === 'summary') {
					if (!data.unchanged) [this.#flags, this.#summary] = [fresh, data];
					this.#digest = data.digest;
					ended = true;
				}
			}
			// An answer that broke off is no check.
			if (!ended) throw new NotChecked('away');
			this.#place();
			this.#set('checked');
		}

		#draft() {
			const title = this.#headline?.read().trim() ?? '';
			const today = new Date().toISOString().slice(0, 10);
			return {
				text: this.#text, title: this.#text.startsWith(title) ? title : '',
				lang: this.getAttribute('draft-lang') ?? '', published: this.getAttribute('published') || today,
			};
		}

		/* Flags in the text */

		#place() {
			this.#places = new Map(this.#flags.map((flag) => [flag.id, locate(this.#text, flag)]));
			const marks = this.flags.map((flag) => ({ severity: flag.severity, ...this.#places.get(flag.id) })).filter((mark) => mark.end);
			const offset = this.#start;
			this.#headline?.mark(marks.filter((mark) => mark.end <= offset));
			this.#body?.mark(marks.filter((mark) => mark.start >= offset)
				.map((mark) => ({ ...mark, start: mark.start - offset, end: mark.end - offset })));
		}

		#jump(flag) {
			this.#look();
			const place = this.#places.get(flag.id), offset = this.#start;
			if (!place) return;
			if (place.end <= offset) this.#headline.select(place.start, place.end);
			else this.#body.select(Math.max(0, place.start - offset), place.end - offset);
		}

		/* Dismissals */

		#dismiss(flag, dismissed) {
			const next = this.#shown.get(flag.id)?.nextElementSibling;
			if (dismissed) this.#dismissed.add(flag.id); else this.#dismissed.delete(flag.id);
			this.#keep();
			this.#place();
			this.#render();
			const detail = { id: flag.id, dismissed, ids: this.dismissed };
			this.dispatchEvent(new CustomEvent('averral-dismiss', { detail, bubbles: true, composed: true }));
			(next?.querySelector('button') ?? this.#view.again).focus();
		}

		#kept() {
			try {
				return JSON.parse(localStorage.getItem(this.#name()) ?? '[]');
			} catch { return []; }
		}

		#keep() {
			if (!this.getAttribute('draft-id')) return;
			try {
				localStorage.setItem(this.#name(), JSON.stringify(this.dismissed.slice(-MOST_DISMISSED)));
			} catch { /* A browser that keeps nothing forgets the dismissals, no more. */ }
		}

		#name() { return `averral-check:${this.getAttribute('draft-id') ?? ''}`; }

		/* What is seen */

		get #language() { return this.closest('[lang]')?.lang || document.documentElement.lang || navigator.language; }

		#say = (name) => (WORDS[this.#language.split('-')[0].toLowerCase()] ?? WORDS.en)[name];

		#set(status) {
			const before = this.#status;
			this.#status = status;
			this.#render();
			if (before !== status) this.dispatchEvent(new CustomEvent('averral-status', { detail: { status }, bubbles: true, composed: true }));
		}

		#build() {
			const say = this.#say, words = Object.hasOwn(WORDS, this.#language.split('-')[0].toLowerCase()) ? this.#language : 'en';
			const view = this.#view = {
				status: make('p', { class: 'status', role: 'status' }), note: make('p', { class: 'soft' }),
				again: make('button', { type: 'button', onclick: () => { this.#look(); this.check(); } }, say('again')),
				list: make('ul'), dismissed: make('ul'), count: make('summary'),
			};
			view.away = make('details', {}, view.count, view.dismissed);
			this.#shown.clear();
			this.#shadow.replaceChildren(view.section = make('section', {
				'aria-label': say('panel'), lang: words, dir: RIGHT_TO_LEFT.has(words.split('-')[0]) ? 'rtl' : 'ltr',
			}, make('header', {}, make('h2', {}, say('panel')), view.status, view.again), view.note, view.list, view.away));
		}

		#render() {
			if (!this.#view) return;
			const { section, status, note, list, dismissed, count, away } = this.#view, say = this.#say, open = this.flags;
			section.dataset.status = this.#status;
			const name = this.#status === 'checked' ? (open.length ? 'found' : 'clear') : this.#status;
			const words = fill(say(name), { n: open.length });
			// Said again only when it is news: a screen reader reads every change aloud.
			if (status.textContent !== words) status.textContent = words;
			const settled = ['checked', 'checking', 'idle'].includes(this.#status);
			note.textContent = !settled && this.#flags.length ? say('earlier')
				: this.#status === 'checked' && this.#summary?.truncated ? say('partly') : '';
			this.#fill(list, open, this.#flagView);
			const gone = this.#flags.filter((flag) => this.#dismissed.has(flag.id));
			this.#fill(dismissed, gone, this.#dismissedView);
			count.textContent = fill(say('dismissed'), { n: gone.length });
			away.hidden = !gone.length;
		}

		/** Brings a list to these flags without touching the items that stay, so that the focus stays as well. */
		#fill(list, flags, view) {
			const items = flags.map((flag) => {
				const place = this.#places.get(flag.id), state = JSON.stringify([flag, Boolean(place), list === this.#view.list]);
				let item = this.#shown.get(flag.id);
				if (item?.state !== state) {
					item = Object.assign(view(flag, place), { state });
					this.#shown.set(flag.id, item);
				}
				return item;
			});
			for (const item of [...list.children]) if (!items.includes(item)) item.remove();
			items.forEach((item, at) => { if (list.children[at] !== item) list.insertBefore(item, list.children[at] ?? null); });
		}

		#flagView = (flag, place) => {
			const say = this.#say, id = `words-${flag.id}`;
			const words = foreign('q', flag.text, flag.finding.language);
			words.id = id;
			return make('li', { class: `flag ${flag.severity}` },
				make('p', { class: 'kind' }, make('span', { 'aria-hidden': 'true' }, `${SIGNS[flag.severity]} `), say(flag.kind) ?? flag.kind), words,
				// In the reader's language where the service has words for it, else in the draft's.
				foreign('p', flag.finding.why), place ? null : make('p', { class: 'soft' }, say('gone')),
				...evidenceView(flag.finding, say, this.#language),
				/^https?:/.test(flag.details_url ?? '')
					? make('p', {}, make('a', { href: flag.details_url, target: '_blank', rel: 'noopener noreferrer' }, say('more'))) : null,
				make('div', { class: 'row' },
					make('button', { type: 'button', 'aria-describedby': id, disabled: !place, onclick: () => this.#jump(flag) }, say('show')),
					make('button', { type: 'button', 'aria-describedby': id, onclick: () => this.#dismiss(flag, true) }, say('dismiss'))));
		};

		#dismissedView = (flag) => make('li', {}, foreign('q', flag.text, flag.finding.language),
			make('button', { type: 'button', onclick: () => this.#dismiss(flag, false) }, this.#say('restore')));
	}

	if (!customElements.get('averral-check')) customElements.define('averral-check', AverralCheck);
})();
