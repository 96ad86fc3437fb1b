import { type Encoding, encodings } from '../mapping/layout-names.ts';

/** The encoding that a name stands for, of which there are many: latin1, cp1252, gb2312, sjis; undefined for one that is not read. */
export function encodingNamed(given: string): Encoding | undefined {
  const name = given
    .trim()
    .toLowerCase()
    .replace(/^cp(?=125|874)/, 'windows-')
    .replace(/^(?:cp|ms)936$/, 'gbk');
  try {
    const { encoding } = new TextDecoder(OTHER_NAMES[name] ?? name);
    const known = encoding === 'gb18030' ? 'gbk' : encoding;
    return encodings.find((each) => each === known);
  } catch {
    return undefined;
  }
}

/** Names that the Encoding Standard does not have. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  cp950: 'big5',
  utf8: 'utf-8',
  ansi: 'windows-1252',
  cp866: 'ibm866',
};
