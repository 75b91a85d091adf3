import { expect, test } from 'vitest'
import { fillVariables, variableLabel, variablesIn } from '../../src/shared/macro-text'

test('variables are read once each, in their order, however they are spaced and spelt', () => {
  expect(variablesIn('{{ Customer_Name }}, {{order number}} and {{customer_name}} {{größe}}')).toEqual([
    'customer_name',
    'order_number',
    'größe',
  ])
})

test("help desks' own names mean the same here", () => {
  expect(variablesIn('{{ticket.requester.first_name}} {{current_user.name}} {{ticket.id}}')).toEqual([
    'customer_first_name',
    'agent_name',
    'ticket_number',
  ])
})

test.each(['{ {x}}', '{{}}', '{{ }}', '{{1}}', '{{a{b}}', '{{constructor', `{{${'a'.repeat(80)}}}`])(
  '%j has no variable',
  (body) => {
    expect(variablesIn(body)).toEqual([])
    expect(fillVariables(body, {})).toBe(body)
  },
)

test('values stand in their places as they are; what has none stays as it is written', () => {
  const body = 'Dear {{ customer_name }}, order {{order_number}}, {{constructor}}'
  expect(fillVariables(body, { customer_name: '$& {{order_number}}', order_number: '' })).toBe(
    'Dear $& {{order_number}}, order {{order_number}}, {{constructor}}',
  )
})

test('a name is shown as words', () => {
  expect(variableLabel('order_number')).toBe('Order number')
})
