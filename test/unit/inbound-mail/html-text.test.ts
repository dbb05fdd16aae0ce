import { describe, expect, it } from '@jest/globals';
import { htmlText } from '../../../src/adapters/mail/html-text.js';

describe('what HTML shows', () => {
  it.each([
    ['between words', 'Invoice 4711<hr>100 EUR<hr/>Paid', 'Invoice 4711\n100 EUR\nPaid'],
    ['between paragraphs', '<p>One</p><hr><p>Two</p>', 'One\n\nTwo'],
    ['beside a paragraph', '<p>One</p> <hr> Two', 'One\n\nTwo'],
    ['in a list', '<ul><li>a<hr>b</li></ul>', ' * a\n   b'],
  ])('has a line break for each rule: %s', (_name, html, text) => {
    expect(htmlText(html)).toBe(text);
  });

  it.each([
    [
      'a screen',
      '<p>See <img src="cid:1" alt="Error 0x80070005: access denied"> here</p>',
      'See Error 0x80070005: access denied here',
    ],
    ['a screen alone', '<img alt="Error 0x80070005">', 'Error 0x80070005'],
    [
      'words of a language',
      '<p><img alt="Fehler beim Drucken" width="640" height="480"></p>',
      'Fehler beim Drucken',
    ],
    ['a smile', '<p>Thanks<img alt="😀" width="16" height="16" class="emoji"></p>', 'Thanks😀'],
  ])('has the alt text of a picture that says something: %s', (_name, html, text) => {
    expect(htmlText(html)).toBe(text);
  });

  it.each([
    [
      'a dot that counts readers',
      '<img src="https://t.example/o" alt="Confirm receipt" width="1" height="1">',
    ],
    ['a hidden picture', '<img alt="Confirm receipt" style="display: none">'],
    ['an icon', '<img alt="Our page" width="24" height="24px">'],
    ['a logo', '<img alt="Logo of Example Ltd">'],
    ['a logo in Russian', '<img alt="Логотип компании">'],
    ['a file', '<img alt="image001.png">'],
    ['a number', '<img alt="Inline image 3">'],
    ['a network', '<a><img alt="LinkedIn"></a>'],
    ['a guess', '<img alt="A picture containing text, sign&#10;&#10;Description automatically generated">'],
    ['a guess in German', '<img alt="Ein Bild, das Text enthält.&#10;Automatisch generierte Beschreibung">'],
    [
      'a signature of Gmail',
      '<div class="gmail_signature"><b><img alt="Example Ltd, your partner"></b></div>',
    ],
    ['a signature of Outlook', '<div id="Signature"><img alt="Example Ltd, your partner"></div>'],
    ['no words', '<img alt=" "><img><img alt="***">'],
  ])('has no alt text of %s', (_name, picture) => {
    expect(htmlText(`<p>Hello</p>${picture}`).trim()).toBe('Hello');
  });

  it.each([
    ['above the page', 'No. 4711\n<html><body><p>Hi</p></body></html>', 'No. 4711\nHi'],
    ['below the page', '<html><body>Hi</body></html><p>Scanned.</p>', 'Hi\n\nScanned.'],
    ['in a second page', '<html><body>One</body></html><html><body>Two</body></html>', 'One\n\nTwo'],
    ['in the head', '<html><head><title>T</title>Hi</head><body>there</body></html>', 'Hi\n\nthere'],
  ])('includes text outside the body: %s', (_name, html, text) => {
    expect(htmlText(html)).toBe(text);
  });

  it.each([
    ['a title', '<title>Mail</title>Hi'],
    ['styles and scripts', '<style>p{}</style><script>go()</script>Hi'],
    ['a preview', '<div style="display:none;max-height:0">Preview</div>Hi'],
    ['a preview with spaces', '<span style="color:#fff; display: none">Preview</span><p>Hi</p>'],
    ['settings of Office', '<xml><o:PixelsPerInch>96</o:PixelsPerInch></xml>Hi'],
  ])('excludes invisible text: %s', (_name, html) => {
    expect(htmlText(html).trim()).toBe('Hi');
  });

  it('has the cells of a row on one line, and each row on its own', () => {
    const table =
      '<table><thead><tr><th>Item</th><th>Price</th></tr></thead><tbody><tr><td>Printer</td><td>80 EUR</td></tr>';
    expect(
      htmlText(
        `<p>Order</p>${table}<tr> <td><p>Paper <b>A4</b></p></td> <td><div><span>5&nbsp;EUR</span></div></td></tr></tbody></table><p>Bye</p>`,
      ),
    ).toBe('Order\n\nItem\tPrice\nPrinter\t80 EUR\nPaper A4\t5\u00a0EUR\n\nBye');
  });

  it('keeps empty cells in their place', () => {
    expect(
      htmlText('<table><tr><td>a</td><td></td><td>c</td></tr><tr><td></td><td>b</td><td></td></tr></table>'),
    ).toBe('a\t\tc\n\tb');
  });

  it('keeps links and quotes of cells', () => {
    expect(
      htmlText(
        '<blockquote><table><tr><td>a</td><td><a href="https://x.example">b</a></td></tr></table></blockquote>',
      ),
    ).toBe('> a\tb [https://x.example]');
  });

  it('has paragraphs where a table makes the layout of a page', () => {
    const layout = `<table><tr><td><img alt="logo"></td></tr><tr><td><p>Dear Kim,</p><p>it is ready.</p></td><td>${'long '.repeat(80)}</td></tr><tr><td><table><tr><td>No</td><td>4711</td></tr></table></td></tr></table>`;
    expect(htmlText(layout)).toBe(`Dear Kim,\n\nit is ready.\n\n${'long '.repeat(80).trim()}\n\nNo\t4711`);
  });

  it('has a line for each line of a cell', () => {
    expect(htmlText('<table><tr><td>Ann<br>Street 1</td><td>Tel. 1</td></tr></table>')).toBe(
      'Ann\nStreet 1\n\nTel. 1',
    );
  });
});
