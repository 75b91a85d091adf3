const AGENT_NAME =
  /\b(?:support|help ?desk|help ?cent(?:er|re)|customer (?:care|service|success)|service ?team|team|agent|verdemuse|no-?reply|kundenservice|kundendienst|service client|atención al cliente|assistant|bot|operator)\b/i
const AGENT_ADDRESS =
  /\b(?:support|help|helpdesk|service|care|info|hello|team|kundenservice|contact|no-?reply)@|@(?:[\w-]+\.)*verdemuse\./i
const NAME_MAX_CHARS = 40
const NAME =
  /^\p{Lu}[\p{L}'’.-]*(?:\s(?:(?:van|von|de|der|den|da|di|dos|la|le|el|al|bin)\s)*\p{Lu}[\p{L}'’.-]*){0,3}$/u

export function isAgentName(name: string): boolean {
  return AGENT_NAME.test(name)
}

/** `who` as a header has it: "Marta <support@shop.example>". */
export function isAgentAddress(who: string): boolean {
  return AGENT_ADDRESS.test(who) || AGENT_NAME.test(who.replace(/<[^>]*>/g, ''))
}

/** The name in "Ana Ruiz <ana@x.example>", "'Ruiz, Ana' [mailto:…]"; null where there is none. */
export function nameIn(who: string): string | null {
  const plain = who
    .replace(/[<[(].*$/, '')
    .replace(/\S+@\S+/g, '')
    .replace(/["'“”]/g, '')
    .trim()
  const turned = /^(?<last>[^,]+),\s*(?<first>[^,]+)$/.exec(plain)?.groups
  return asName(turned ? `${turned['first']} ${turned['last']}` : plain)
}

/** A person's name as it may be written into a greeting; null for what does not look like one. */
export function asName(text: string): string | null {
  const name = text
    .replace(/\s+/g, ' ')
    .replace(/[\s,;.!]+$/, '')
    .trim()
  if (name === '' || name.length > NAME_MAX_CHARS || /\d/.test(name) || isAgentName(name)) return null
  return NAME.test(name) ? name : null
}

/** "My name is Ana Ruiz", "I'm Ana Ruiz, order …", and so in other languages. A first name alone after "I'm" is none. */
const INTRODUCTIONS: readonly RegExp[] = [
  /\b(?:[Mm]y name is|[Mm]y name’s|[Mm]y name's|[Tt]his is|[Mm]ein Name ist|[Ii]ch heiße|[Jj]e m['’]appelle|[Mm]on nom est|[Mm]e llamo|[Mm]i nombre es|[Mm]i chiamo|[Mm]ijn naam is|[Mm]eu nome é|[Ii]k heet)\s+(?<name>\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+){0,2})/u,
  /\b(?:I['’]m|I am|[Ii]ch bin|[Ss]oy|[Ss]ono|[Jj]e suis)\s+(?<name>\p{Lu}[\p{L}'’-]+\s\p{Lu}[\p{L}'’-]+)/u,
]

export function introducedName(text: string): string | null {
  for (const pattern of INTRODUCTIONS) {
    const name = pattern.exec(text)?.groups?.['name']
    if (name !== undefined) return asName(name)
  }
  return null
}
