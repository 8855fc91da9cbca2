import { useId, useState } from 'preact/hooks'
import type { FormField } from '../../../src/conversations/contract.ts'
import type { PreChatAsked } from '../../../src/desk/pre-chat/contract.ts'
import type { Locale } from '../bridge.ts'
import { ApiError } from './api.ts'
import type { ChatState } from './model.ts'
import { checkField } from './parts/check-field.ts'
import { Field } from './parts/form.tsx'
import { useChat, useWords } from './use-chat.ts'

/** What the house asks before it serves; stands where one writes. */
export function PreChatForm({ form, state }: { form: PreChatAsked; state: ChatState }) {
  const chat = useChat()
  const { t, locale } = useWords()
  const id = useId()
  const [values, setValues] = useState<Record<string, string>>({})
  const [tried, setTried] = useState(false)
  const [progress, setProgress] = useState<'open' | 'sending' | { failed: string }>('open')
  const fields = form.fields.map((field) => asField(field, locale))
  // Who waits already is not held up by what he leaves out.
  const maySkip = state.current?.conversation.status === 'queued' || fields.every(({ required }) => !required)
  const submit = async (event: Event) => {
    event.preventDefault()
    setTried(true)
    const fault = fields.find((field) => checkField(field, values[field.name] ?? ''))
    if (fault) return document.getElementById(`${id}${fault.name}`)?.focus()
    setProgress('sending')
    const filled = Object.entries(values).filter(([, value]) => value.trim())
    try {
      await chat.answerForm(Object.fromEntries(filled))
    } catch (error) {
      setProgress({ failed: (error instanceof ApiError && error.message) || t('preChatFailed') })
    }
  }
  const title = t(form.when === 'person' ? 'preChatPerson' : 'preChatTitle')
  return (
    <form class="pre-chat" onSubmit={(event) => void submit(event)} noValidate aria-label={title}>
      <p class="card-title">{title}</p>
      {fields.map((field) => (
        <Field
          key={field.name}
          id={`${id}${field.name}`}
          field={field}
          value={values[field.name] ?? ''}
          showFault={tried}
          onValue={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
        />
      ))}
      {typeof progress === 'object' && (
        <p class="field-error" role="alert">
          {progress.failed}
        </p>
      )}
      <p class="leave-foot">
        <small>{t('preChatPrivacy')}</small>
        {maySkip && (
          <button type="button" class="quiet" onClick={chat.skipForm}>
            {t('preChatSkip')}
          </button>
        )}
        <button type="submit" class="primary" disabled={progress === 'sending'}>
          {t('preChatSend')}
        </button>
      </p>
    </form>
  )
}

const KINDS: Record<PreChatAsked['fields'][number]['kind'], FormField['kind']> = {
  name: 'text',
  email: 'email',
  phone: 'phone',
  topic: 'select',
  text: 'text',
  select: 'select',
}

const asField = (field: PreChatAsked['fields'][number], locale: Locale): FormField => ({
  name: field.name,
  kind: KINDS[field.kind],
  label: field.label[locale],
  required: field.required,
  ...(field.options.length && { options: field.options.map(({ value, label }) => ({ value, label: label[locale] })) }),
})
