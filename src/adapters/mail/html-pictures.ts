import type { DomNode, FormatCallback } from 'html-to-text';

/** Pictures up to this size in pixels are counting dots, lines and corners. */
const MAX_DOT = 3;
/** Pictures with both sides up to this size in pixels are icons. */
const MAX_ICON = 48;
const MAX_ALT = 500;
const EMOJI =
  /^(?=.*[\p{Extended_Pictographic}\p{Regional_Indicator}])(?:\p{Extended_Pictographic}|\p{Emoji_Component}|\u200d|\ufe0f)+$/u;
const HIDDEN =
  /display\s*:\s*none|visibility\s*:\s*hidden|(?:width|height)\s*:\s*[01](?:px|pt)?\s*(?:;|!|$)/iu;
const SIGNATURE = /signature/iu;

/** Alternative texts without information: file names, kinds of things, automatic guesses. */
const SAYS_NOTHING: readonly RegExp[] = [
  /^[^\s]{0,200}\.(?:png|jpe?g|gif|bmp|webp|svg|tiff?|ico|heic)$/iu,
  /^(?:cid:|https?:|data:)\S*$/iu,
  /^[^\p{L}\p{N}]*$/u,
  /^(?:inline |embedded )?(?:image|picture|img|photo|pic|graphic|icon|avatar|banner|header|footer|spacer|pixel|line|divider|tracking|tracker|open|bild|foto|grafik|imagen|immagine|imagem|afbeelding|obraz|kép|obrázek|изображение|рисунок|图片|圖片|画像|이미지)(?:[\s_-]*\d{0,6})$/iu,
  /\blogo(?:s|type|typ)?\b|логотип|标志|標誌|ロゴ|로고/iu,
  /automatically generated|ai-generated|automatisch generiert|automatisch gegenereerd|(?:généré|generad|generat|gerad)\S* automat|automaticamente|automáticamente|automatycznie|автоматически/iu,
  /^(?:facebook|twitter|x|instagram|linkedin|youtube|xing|whatsapp|telegram|tiktok|pinterest|vimeo|github|mastodon|bluesky|threads|google play|app store|website|webseite|e-?mail|mail|phone|telefon|fax|mobile|avast|avg|virus-?free)$/iu,
];

/** Renders the alternative text of a picture, if it has one. */
export const pictureFormat: FormatCallback = (picture, _walk, builder) => {
  const alt = attributeOf(picture, 'alt').replaceAll(/\s+/gu, ' ').trim().slice(0, MAX_ALT);
  if (EMOJI.test(alt)) builder.addInline(alt);
  else if (!isDecoration(picture) && !SAYS_NOTHING.some((pattern) => pattern.test(alt)))
    builder.addInline(` ${alt} `);
};

function isDecoration(picture: DomNode): boolean {
  const [width, height] = [sizeOf(picture, 'width'), sizeOf(picture, 'height')];
  const isDot = width <= MAX_DOT || height <= MAX_DOT;
  const isIcon = width <= MAX_ICON && height <= MAX_ICON;
  return isDot || isIcon || HIDDEN.test(attributeOf(picture, 'style')) || isInSignature(picture);
}

/** Infinite if the picture names no size. */
function sizeOf(picture: DomNode, side: 'width' | 'height'): number {
  const given = /^\s*(\d{1,5})(?:px)?\s*$/iu.exec(attributeOf(picture, side))?.[1];
  return given === undefined ? Infinity : Number(given);
}

/** Programs mark the signatures that they put below a mail. */
function isInSignature(node: DomNode): boolean {
  for (let around = node.parent; around; around = around.parent) {
    if (SIGNATURE.test(`${attributeOf(around, 'class')} ${attributeOf(around, 'id')}`)) return true;
  }
  return false;
}

function attributeOf({ attribs }: DomNode, name: string): string {
  const attributes: unknown = attribs;
  if (typeof attributes !== 'object' || attributes === null || !Object.hasOwn(attributes, name)) return '';
  const value: unknown = Reflect.get(attributes, name);
  return typeof value === 'string' ? value : '';
}
