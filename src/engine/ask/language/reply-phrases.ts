import type { AnswerTask } from '@shared/models'

export type Draft = Extract<AnswerTask, { kind: 'draft' }>

/** `{customer}` stands where the name goes; the second form is for nobody known. */
interface Greeting {
  readonly named: string
  readonly unnamed: string
}

interface Phrases {
  readonly friendly: Greeting
  readonly formal: Greeting
}

const PHRASES: Readonly<Record<string, Phrases>> = {
  en: both('Hello {customer},', 'Hello,', 'Dear {customer},', 'Dear customer,'),
  de: both('Hallo {customer},', 'Hallo,', 'Guten Tag {customer},', 'Guten Tag,'),
  fr: both('Bonjour {customer},', 'Bonjour,', 'Bonjour {customer},', 'Bonjour,'),
  es: both('Hola, {customer}:', 'Hola:', 'Buenos días, {customer}:', 'Buenos días:'),
  it: both('Ciao {customer},', 'Ciao,', 'Buongiorno {customer},', 'Buongiorno,'),
  pt: both('Olá, {customer},', 'Olá,', 'Bom dia, {customer},', 'Bom dia,'),
  nl: both('Hallo {customer},', 'Hallo,', 'Beste {customer},', 'Beste klant,'),
  sv: both('Hej {customer},', 'Hej,', 'Hej {customer},', 'Hej,'),
  da: both('Hej {customer},', 'Hej,', 'Kære {customer},', 'Kære kunde,'),
  nb: both('Hei {customer},', 'Hei,', 'Hei {customer},', 'Hei,'),
  fi: both('Hei {customer},', 'Hei,', 'Hyvä {customer},', 'Hyvä asiakas,'),
  pl: both('Cześć {customer},', 'Cześć,', 'Dzień dobry, {customer},', 'Dzień dobry,'),
  cs: both('Dobrý den, {customer},', 'Dobrý den,', 'Dobrý den, {customer},', 'Dobrý den,'),
}

function both(named: string, unnamed: string, formalNamed: string, formalUnnamed: string): Phrases {
  return { friendly: { named, unnamed }, formal: { named: formalNamed, unnamed: formalUnnamed } }
}

export interface GreetingOptions {
  /** The agent's own, with {customer} for the name; empty: by language and tone. */
  readonly own: string
  readonly customerName: string | null
  readonly language: string | null
  readonly tone: Draft['tone']
}

/** The line a reply begins with; null where no greeting of that language is known here. */
export function greetingFor({ own, customerName, language, tone }: GreetingOptions): string | null {
  const isFormal = tone === 'formal'
  // a first name is what people sign with; a formal letter leaves nothing out
  const name = customerName === null || isFormal ? customerName : (customerName.split(' ')[0] ?? null)
  if (own.trim() !== '') return withName(own.trim(), name)
  const phrases = language === null ? undefined : PHRASES[language]
  if (!phrases) return null
  const { named, unnamed } = isFormal ? phrases.formal : phrases.friendly
  return name === null ? unnamed : withName(named, name)
}

function withName(greeting: string, name: string | null): string {
  if (name !== null) return greeting.replaceAll('{customer}', () => name)
  // "Hello {customer}," is "Hello," for nobody
  return greeting.replace(/[\s,]*\{customer\}/g, '').trim()
}

/** As an English reader names it: what a model is told. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
