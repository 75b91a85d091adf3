/** Variables in the text of a macro: `{{customer_name}}`. Both ends read them, and the page fills them. */

const VARIABLE = /\{\{\s*([\p{L}][\p{L}\p{N}_. -]{0,59}?)\s*\}\}/gu

/** What is filled by itself where it is known; all others are asked for when the macro is used. */
export const KNOWN_VARIABLES = [
  { name: 'customer_name', about: 'from the thread' },
  { name: 'customer_first_name', about: 'from the thread' },
  { name: 'order_number', about: 'suggested from the thread' },
  { name: 'agent_name', about: 'from the settings' },
  { name: 'agent_signature', about: 'from the settings' },
  { name: 'date', about: 'today' },
] as const

/** As help desks call the same things. */
const ALIASES: Readonly<Record<string, string>> = {
  'ticket.requester.name': 'customer_name',
  'ticket.requester.first_name': 'customer_first_name',
  'ticket.requester.firstname': 'customer_first_name',
  'contact.name': 'customer_name',
  'contact.first_name': 'customer_first_name',
  'customer.name': 'customer_name',
  'customer.firstname': 'customer_first_name',
  'current_user.name': 'agent_name',
  'current_user.signature': 'agent_signature',
  'ticket.agent.name': 'agent_name',
  'agent.name': 'agent_name',
  'ticket.id': 'ticket_number',
  first_name: 'customer_first_name',
  name: 'customer_name',
  today: 'date',
}

/** The variables of a text, each once, by their names in lower case, in reading order. */
export function variablesIn(body: string): string[] {
  return [...new Set([...body.matchAll(VARIABLE)].map(([, name = '']) => variableName(name)))]
}

/** With the values in their places; a variable without one, or with an empty one, stays as it is written. */
export function fillVariables(body: string, values: Readonly<Record<string, string>>): string {
  return body.replace(VARIABLE, (whole, name: string) => {
    const key = variableName(name)
    const value = Object.hasOwn(values, key) ? values[key] : undefined
    return value === undefined || value === '' ? whole : value
  })
}

/** Where the variables stand, for what must not be touched. */
export function variablePlaces(body: string): { readonly start: number; readonly end: number }[] {
  return [...body.matchAll(VARIABLE)].map(({ 0: whole, index }) => ({
    start: index,
    end: index + whole.length,
  }))
}

/** `order_number` as a person reads it: "Order number". */
export function variableLabel(name: string): string {
  const words = name.replace(/[_.]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function variableName(written: string): string {
  const plain = written.toLowerCase().trim()
  const name = plain.replace(/[\s-]+/g, '_')
  return ALIASES[plain] ?? ALIASES[name] ?? name
}
