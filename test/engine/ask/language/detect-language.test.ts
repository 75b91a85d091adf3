import { expect, test } from 'vitest'
import { detectLanguage } from '../../../../src/engine/ask/language/detect-language'
import { greetingFor, languageName } from '../../../../src/engine/ask/language/reply-phrases'

test.each([
  ['Hi, my monstera has yellow leaves. What should I do?', 'en'],
  ['Where is my order?', 'en'],
  ['Wann kommt mein Paket?', 'de'],
  ['Hallo, meine Monstera von VerdeMuse hat gelbe Blätter. Was kann ich tun?', 'de'],
  ['Bonjour, je n’ai pas reçu ma commande. Quand arrive-t-elle ?', 'fr'],
  ['Hola, ¿cuándo llega mi pedido?', 'es'],
  ['Buongiorno, quando arriva il mio ordine? Grazie', 'it'],
  ['Olá, quando chega a minha encomenda? Obrigado', 'pt'],
  ['Hallo, wanneer komt mijn pakket aan? Alvast bedankt', 'nl'],
  ['Hej, när kommer mitt paket? Tack', 'sv'],
  ['Dzień dobry, kiedy dotrze moja paczka?', 'pl'],
  ['Dobrý den, kdy dorazí můj balíček?', 'cs'],
  ['Merhaba, siparişim ne zaman gelir? Teşekkürler', 'tr'],
  ['Hei, milloin pakettini saapuu? Kiitos', 'fi'],
  ['Где мой заказ?', 'ru'],
  ['Де моє замовлення?', 'uk'],
  ['Πού είναι η παραγγελία μου;', 'el'],
  ['私の注文はどこですか', 'ja'],
  ['我的订单在哪里', 'zh'],
  ['내 주문은 어디에 있나요', 'ko'],
  ['أين طلبي', 'ar'],
])('%j is %s', (text, language) => {
  expect(detectLanguage(text)).toBe(language)
})

test.each(['', '123', 'VM-20418', 'BioBloom AquaRoot', 'ok', '🙂'])('%j is not sure', (text) => {
  expect(detectLanguage(text)).toBeNull()
})

const known = { own: '', customerName: 'Ana Ruiz', language: 'en', tone: 'friendly' } as const

test('a reply greets in its language, by the first name, or in full where it is formal', () => {
  expect(greetingFor(known)).toBe('Hello Ana,')
  expect(greetingFor({ ...known, language: 'de', tone: 'formal' })).toBe('Guten Tag Ana Ruiz,')
  expect(greetingFor({ ...known, customerName: null })).toBe('Hello,')
  expect(greetingFor({ ...known, language: 'eo' })).toBeNull()
})

test('the agent’s own greeting goes before all others, and loses its place for a name nobody knows', () => {
  expect(greetingFor({ ...known, own: 'Moin {customer}!' })).toBe('Moin Ana!')
  expect(greetingFor({ ...known, own: 'Moin {customer}!', customerName: null })).toBe('Moin!')
})

test('languages are named for the model, and a tag nobody knows stays as it is', () => {
  expect(languageName('pt')).toBe('Portuguese')
  expect(languageName('not a tag')).toBe('not a tag')
})
