/** Luhn's checksum, as payment cards have it. */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (const [at, character] of [...digits].reverse().entries()) {
    const digit = Number(character) * (at % 2 === 1 ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return digits.length > 0 && sum % 10 === 0
}

/** Payment cards have 13 to 19 digits and begin with 2 to 6; one digit over and over passes Luhn and is no card. */
export function isCardNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '')
  return /^[2-6]\d{12,18}$/.test(digits) && !/^(\d)\1+$/.test(digits) && passesLuhn(digits)
}

/** ISO 13616: letters are numbers from 10 on, and the whole modulo 97 is 1. */
export function isIban(text: string): boolean {
  const plain = text.replace(/[\s-]/g, '').toUpperCase()
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(plain)) return false
  let rest = 0
  for (const character of plain.slice(4) + plain.slice(0, 4))
    for (const digit of String(Number.parseInt(character, 36))) rest = (rest * 10 + Number(digit)) % 97
  return rest === 1
}

/** The longest beginning of a text in groups that is an IBAN: "DE89 … 00 please" reaches too far. */
export function ibanAtStart(text: string): string | null {
  for (let end = text.length; end > 0; end = text.slice(0, end).search(/[ -][^ -]*$/)) {
    const part = text.slice(0, end)
    if (isIban(part)) return part
  }
  return null
}
