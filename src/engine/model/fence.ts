/** Characters that show nothing and may hide words or break them apart; joiners between Latin letters join nothing. */
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]|(?<=[A-Za-z/<])[\u200c\u200d](?=[A-Za-z/])/gu
/** A mark of our own frame in the text of others, however it is spelt. */
const OWN_MARK =
  /[<＜﹤‹](?=[\s/／\\]*(?:passages?|thread|messages?|conversation|text|system|instructions?)\b)/giu

/** Quoted text must not be able to close its fence and go on as if it were the program, nor say what nobody sees. */
export function fenced(text: string): string {
  return text.replace(INVISIBLE, '').replace(OWN_MARK, '‹')
}

export function fenceAttribute(text: string): string {
  return fenced(text)
    .replace(/[\s"<>]+/g, ' ')
    .trim()
}
