/* The demo page of <averral-check>. SPDX-License-Identifier: Apache-2.0 */
(() => {
	'use strict';

	const WORDS = {
		en: {
			title: 'Check a draft while it is written', about: 'Write or paste a report. Passages that other reports contradict or do not bear out appear beside it; nothing is stored.',
			language: 'Language', field: 'Field', token: 'Browser token, where the gateway asks for one', headline: 'Headline', text: 'Text',
			plain: 'Plain text field', rich: 'Rich text', frame: 'Rich text in a frame, as in TinyMCE',
		},
		ar: {
			title: 'افحص المسودة أثناء كتابتها', about: 'اكتب خبرًا أو الصقه. تظهر بجانبه المواضع التي تناقضها تقارير أخرى أو لا تسندها، ولا يُحفظ شيء.',
			language: 'اللغة', field: 'الحقل', token: 'رمز المتصفح إن طلبته البوابة', headline: 'العنوان', text: 'النص',
			plain: 'حقل نص بسيط', rich: 'نص منسَّق', frame: 'نص منسَّق في إطار كما في TinyMCE',
		},
		fr: {
			title: 'Vérifier un brouillon en l’écrivant', about: 'Écrivez ou collez un article. Les passages que d’autres contredisent ou n’étayent pas s’affichent à côté ; rien n’est conservé.',
			language: 'Langue', field: 'Champ', token: 'Jeton de navigateur, si la passerelle en demande un', headline: 'Titre', text: 'Texte',
			plain: 'Texte brut', rich: 'Texte mis en forme', frame: 'Texte mis en forme dans un cadre, comme TinyMCE',
		},
		tr: {
			title: 'Taslağı yazarken denetle', about: 'Bir haber yazın ya da yapıştırın. Başka haberlerin çeliştiği ya da desteklemediği yerler yanında görünür; hiçbir şey saklanmaz.',
			language: 'Dil', field: 'Alan', token: 'Ağ geçidi isterse tarayıcı anahtarı', headline: 'Başlık', text: 'Metin',
			plain: 'Düz metin alanı', rich: 'Biçimli metin', frame: 'TinyMCE’deki gibi çerçevede biçimli metin',
		},
		ru: {
			title: 'Проверка черновика по ходу письма', about: 'Напишите или вставьте сообщение. Рядом появятся места, которым другие сообщения противоречат или которых не подтверждают; ничего не сохраняется.',
			language: 'Язык', field: 'Поле', token: 'Ключ для браузера, если шлюз его требует', headline: 'Заголовок', text: 'Текст',
			plain: 'Простое поле', rich: 'Форматированный текст', frame: 'Форматированный текст во фрейме, как в TinyMCE',
		},
		fa: {
			title: 'بررسی پیش‌نویس هنگام نوشتن', about: 'خبری بنویسید یا بچسبانید. جاهایی که گزارش‌های دیگر با آن ناسازگارند یا آن را تأیید نمی‌کنند در کنارش پدیدار می‌شود؛ چیزی ذخیره نمی‌شود.',
			language: 'زبان', field: 'جای متن', token: 'نشانه مرورگر، اگر دروازه بخواهد', headline: 'عنوان', text: 'متن',
			plain: 'متن ساده', rich: 'متن آراسته', frame: 'متن آراسته در قاب، مانند TinyMCE',
		},
		he: {
			title: 'בדיקת טיוטה בזמן הכתיבה', about: 'כתבו או הדביקו ידיעה. מקומות שדיווחים אחרים סותרים או אינם תומכים בהם מופיעים לצידה; דבר אינו נשמר.',
			language: 'שפה', field: 'שדה', token: 'אסימון לדפדפן, אם השער דורש אותו', headline: 'כותרת', text: 'טקסט',
			plain: 'שדה טקסט פשוט', rich: 'טקסט מעוצב', frame: 'טקסט מעוצב במסגרת, כמו ב־TinyMCE',
		},
	};
	const RIGHT_TO_LEFT = ['ar', 'fa', 'he'];

	const at = (id) => document.getElementById(id);
	const check = document.querySelector('averral-check');

	function speak(language) {
		document.documentElement.lang = language;
		document.documentElement.dir = RIGHT_TO_LEFT.includes(language) ? 'rtl' : 'ltr';
		for (const element of document.querySelectorAll('[data-words]')) {
			element.textContent = WORDS[language][element.dataset.words];
		}
		at('frame').title = WORDS[language].text;
		// The panel takes its language on being put in its place.
		check.replaceWith(check);
	}

	/** The frame's own document, which an editor would make. */
	function openFrame() {
		const { contentDocument: inside, contentWindow: { CSSStyleSheet } } = at('frame');
		inside.body.contentEditable = 'true';
		inside.body.setAttribute('aria-label', at('frame').title);
		inside.body.dir = 'auto';
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(':root{color-scheme:light dark}body{font:16px/1.8 system-ui,sans-serif;margin:.6rem}p{margin:0 0 .75rem;unicode-bidi:plaintext}');
		inside.adoptedStyleSheets = [sheet];
	}

	function choose(field) {
		for (const id of ['plain', 'rich', 'frame']) at(id).hidden = id !== field;
		if (field === 'frame') openFrame();
		check.setAttribute('for', field);
	}

	at('language').addEventListener('change', () => speak(at('language').value));
	at('field').addEventListener('change', () => choose(at('field').value));
	at('token').addEventListener('input', () => {
		const token = at('token').value.trim();
		check.headers = token ? { Authorization: `Bearer ${token}` } : {};
		check.check();
	});
	at('settings').addEventListener('submit', (event) => event.preventDefault());

	const asked = new URLSearchParams(location.search);
	const wanted = [asked.get('lang'), ...navigator.languages.map((one) => one.split('-')[0]), 'en'].find((one) => one in WORDS);
	at('language').value = wanted;
	speak(wanted);
	if (asked.get('field') in { plain: 1, rich: 1, frame: 1 }) at('field').value = asked.get('field');
	choose(at('field').value);
})();
