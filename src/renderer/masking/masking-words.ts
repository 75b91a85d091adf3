import type { MaskKind } from '@shared/masking-models'

/** Of one detail, and of a kind in the settings. */
export const KIND_WORDS: Readonly<Record<MaskKind, { readonly one: string; readonly many: string }>> = {
  name: { one: 'name', many: 'Names' },
  email: { one: 'e-mail', many: 'E-mail addresses' },
  phone: { one: 'phone number', many: 'Phone numbers' },
  card: { one: 'card number', many: 'Card numbers' },
  iban: { one: 'account number', many: 'Account numbers (IBAN)' },
  order: { one: 'order number', many: 'Order, case and tracking numbers' },
  address: { one: 'address', many: 'Addresses' },
  key: { one: 'password or key', many: 'Passwords and keys' },
  custom: { one: 'own rule', many: 'Own rules' },
}

export const KINDS_IN_ORDER: readonly MaskKind[] = [
  'name',
  'email',
  'phone',
  'address',
  'order',
  'card',
  'iban',
  'key',
]
