import { toAppError } from '@shared/errors'
import type { MaskKind } from '@shared/masking-models'
import { type FormEvent, useState } from 'react'
import { useClient } from '../engine/use-engine'
import { SwitchSetting } from '../settings/setting-fields'
import { SettingRow, SettingsSection } from '../settings/setting-row'
import type { SettingsEditor } from '../settings/use-settings-editor'
import { Button } from '../ui/button'
import { CheckRow } from '../ui/check-row'
import { INPUT_CLASS } from '../ui/field'
import { KIND_WORDS, KINDS_IN_ORDER } from './masking-words'

/** What is replaced before a request leaves the machine. */
export function MaskingSection({ editor }: { readonly editor: SettingsEditor }) {
  const { maskPersonalData, maskKindsOff } = editor.settings
  const toggle = (kind: MaskKind) =>
    void editor.save({
      maskKindsOff: maskKindsOff.includes(kind)
        ? maskKindsOff.filter((other) => other !== kind)
        : [...maskKindsOff, kind],
    })
  return (
    <SettingsSection
      id="masking"
      title="Masking"
      about="Personal details are replaced by placeholders on this machine before a question goes to the model server, and put back in the answer. “What was sent” under an answer shows the very words."
    >
      <SwitchSetting
        editor={editor}
        settingKey="maskPersonalData"
        label="Mask personal details"
        about="Your organisation may have decided this for you."
      />
      <SettingRow
        id="setting-maskKindsOff"
        isSelfNamed
        label="What is masked"
        about="Found by rules, so now and then one is missed or one too many is masked: the composer shows them before you send."
        outcome={editor.outcomes.maskKindsOff}
      >
        <fieldset disabled={!maskPersonalData} className="grid gap-px @xs:grid-cols-2 @lg:grid-cols-1">
          <legend className="sr-only">What is masked</legend>
          {KINDS_IN_ORDER.map((kind) => (
            <CheckRow key={kind} isChecked={!maskKindsOff.includes(kind)} onToggle={() => toggle(kind)}>
              {KIND_WORDS[kind].many}
            </CheckRow>
          ))}
        </fieldset>
      </SettingRow>
      <OwnRules editor={editor} />
    </SettingsSection>
  )
}

function OwnRules({ editor }: { readonly editor: SettingsEditor }) {
  const client = useClient()
  const { maskRules } = editor.settings
  const [name, setName] = useState('')
  const [pattern, setPattern] = useState('')
  const [why, setWhy] = useState<string | null>(null)

  async function add(event: FormEvent) {
    event.preventDefault()
    const rule = { name: name.trim(), pattern }
    try {
      await client.call('masking.checkRule', rule)
      if (await editor.save({ maskRules: [...maskRules, rule] })) {
        setName('')
        setPattern('')
        setWhy(null)
      }
    } catch (thrown) {
      setWhy(toAppError(thrown).message)
    }
  }
  return (
    <SettingRow
      id="setting-maskRules"
      isSelfNamed
      label="Own rules"
      about="A regular expression for what only you have, such as contract numbers: its first group is masked, or all that it finds."
      outcome={editor.outcomes.maskRules}
      why={why}
    >
      <div className="grid gap-2">
        {maskRules.map((rule) => (
          <div key={`${rule.name} ${rule.pattern}`} className="flex items-center gap-2 text-sm">
            <span className="min-w-0 grow [overflow-wrap:anywhere]">
              {rule.name} <code className="font-mono text-xs text-muted">{rule.pattern}</code>
            </span>
            <Button
              size="small"
              variant="ghost"
              aria-label={`Remove the rule ${rule.name}`}
              onClick={() => void editor.save({ maskRules: maskRules.filter((other) => other !== rule) })}
            >
              Remove
            </Button>
          </div>
        ))}
        <form onSubmit={(event) => void add(event)} className="flex flex-wrap gap-2">
          <input
            aria-label="Name of the rule"
            placeholder="contract"
            value={name}
            maxLength={24}
            onChange={(event) => setName(event.target.value)}
            className={`${INPUT_CLASS} h-8 w-32 min-w-0`}
          />
          <input
            aria-label="Pattern of the rule"
            placeholder="K-\d{6}"
            spellCheck={false}
            value={pattern}
            maxLength={300}
            onChange={(event) => setPattern(event.target.value)}
            className={`${INPUT_CLASS} h-8 min-w-0 grow font-mono`}
          />
          <Button type="submit" disabled={name.trim() === '' || pattern === ''}>
            Add
          </Button>
        </form>
      </div>
    </SettingRow>
  )
}
