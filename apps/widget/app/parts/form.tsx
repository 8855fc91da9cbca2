import { useId, useState } from 'preact/hooks'
import type { FormField, Message, Part } from '../../../../src/conversations/contract.ts'
import type { ChatState } from '../model.ts'
import type { Item } from '../rows.ts'
import { useChat, useWords } from '../use-chat.ts'
import { checkField } from './check-field.ts'
import { inOrder } from './in-order.ts'

type FormPart = Extract<Part, { kind: 'form' }>
type ReplyPart = Extract<Part, { kind: 'form-reply' }>

/** Asks for several things at once. Answered or overtaken, it folds to one line. */
export function Form({ form, item, messages }: { form: FormPart; item: Item; messages: Message[] }) {
  const { t } = useWords()
  if (item.isLive) return <OpenForm form={form} />
  const answered = messages.some(
    ({ seq, parts }) =>
      seq > (item.seq ?? 0) && parts.some((part) => part.kind === 'form-reply' && part.formId === form.formId),
  )
  return (
    <p class="folded">
      {form.title} · {t(answered ? 'formSent' : 'formOver')}
    </p>
  )
}

function OpenForm({ form }: { form: FormPart }) {
  const chat = useChat()
  const { t } = useWords()
  const id = useId()
  const [values, setValues] = useState<Record<string, string>>(() =>
    Object.fromEntries(form.fields.map(({ name, value }) => [name, value ?? ''])),
  )
  const [tried, setTried] = useState(false)
  const faults = form.fields.filter((field) => checkField(field, values[field.name] ?? ''))
  const submit = (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (!faults[0]) chat.send([{ kind: 'form-reply', formId: form.formId, values: trimmed(values) }])
    else document.getElementById(`${id}${faults[0].name}`)?.focus()
  }
  return (
    <form class="card form" onSubmit={submit} noValidate aria-label={form.title}>
      <p class="card-title">{form.title}</p>
      {form.fields.map((field) => (
        <Field
          key={field.name}
          id={`${id}${field.name}`}
          field={field}
          value={values[field.name] ?? ''}
          showFault={tried}
          onValue={(value) => setValues({ ...values, [field.name]: value })}
        />
      ))}
      <button type="submit" class="primary">
        {form.submit || t('send')}
      </button>
    </form>
  )
}

const trimmed = (values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value.trim() ? [[name, value.trim()]] : [])))

/** The props of an input differ by its type, which is only known here at run time. */
const TYPE: Record<string, string> = { phone: 'tel', email: 'email', date: 'date' }

type FieldProps = { id: string; field: FormField; value: string; showFault: boolean; onValue: (value: string) => void }

export function Field({ id, field, value, showFault, onValue }: FieldProps) {
  const { t } = useWords()
  const [left, setLeft] = useState(false)
  const found = checkField(field, value)
  const fault = found && (showFault || (left && value)) ? found : null
  const common = {
    id,
    name: field.name,
    value,
    required: field.required,
    'aria-invalid': fault !== null,
    'aria-describedby': fault ? `${id}-fault` : undefined,
    onBlur: () => setLeft(true),
    onInput: (event: { currentTarget: { value: string } }) => onValue(event.currentTarget.value),
  }
  const fill = { phone: 'tel', email: 'email' } as Record<string, string>
  return (
    <div class="field">
      <label for={id}>
        {field.label}
        {!field.required && <small> {t('formOptional')}</small>}
      </label>
      {field.kind === 'textarea' ? (
        <textarea {...common} rows={3} maxLength={1000} placeholder={field.placeholder} />
      ) : field.kind === 'select' ? (
        <select {...common}>
          <option value="">{t('formChoose')}</option>
          {field.options?.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...common}
          type={(TYPE[field.kind] ?? 'text') as 'text'}
          maxLength={500}
          placeholder={field.placeholder}
          autoComplete={fill[field.kind] ?? 'off'}
        />
      )}
      {fault && (
        <p class="field-error" id={`${id}-fault`}>
          {t(fault, { label: field.label })}
        </p>
      )}
    </div>
  )
}

/** What the visitor filled in, with the labels he saw. */
export function FormReply({ reply, state }: { reply: ReplyPart; state: ChatState }) {
  const { t } = useWords()
  const form = formOf(reply.formId, state)
  const labelled = inOrder(reply.values, form?.fields ?? []).map(([name, value]) => {
    const field = form?.fields.find((candidate) => candidate.name === name)
    return {
      label: field?.label ?? name,
      value: field?.options?.find((option) => option.value === value)?.label ?? value,
    }
  })
  return (
    <div class="bubble filled">
      <p class="hidden">{t('formReply')}</p>
      <dl>
        {labelled.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function formOf(formId: string, { current, earlier }: ChatState): FormPart | undefined {
  for (const thread of [current, ...earlier]) {
    for (const message of thread?.messages ?? []) {
      for (const part of message.parts) if (part.kind === 'form' && part.formId === formId) return part
    }
  }
  return undefined
}
