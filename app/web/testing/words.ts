/** Names and formats that are the same in every language. */
const international =
  /\b(Linger|CSV|TSV|JSON|Lines|Excel|xlsx|Parquet|PNG|ID|SDK|App|API|HTTP|Segment|Ctrl|Shift|K|EN|English|boss|example|com|WRITE_KEY|POST|Asia|Shanghai|Mixpanel|Amplitude|PostHog|GBK|UTF|gzip|zip|n|userId|anonymousId|track|identify|page|screen|group|alias|event|type|u|http)\b/gi;

/** What of a text is not in the language of the page. */
export const strange = {
  zh: (words: string) => words.replace(international, '').match(/[A-Za-z][A-Za-z' ]{2,}/g) ?? [],
  en: (words: string) =>
    words
      .replaceAll(/留客|我的项目|中文：切换到中文|中文|^中$|第二天还来的人|每周浏览人数|神策/gm, '')
      .match(/[\u4e00-\u9fff]+/g) ?? [],
};
