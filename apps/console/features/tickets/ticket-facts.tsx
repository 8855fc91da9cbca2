import { EditOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Ticket } from '../../../../src/tickets/contract.ts'
import { Field } from '../../components/list/field.tsx'
import zh from '../../locales/zh/tickets.json' with { type: 'json' }
import { FieldInput } from './field-inputs.tsx'
import styles from './tickets.module.css'
import type { TicketWork } from './use-ticket.ts'
import { useTicketTypes } from './use-ticket-types.ts'

type Known = keyof (typeof zh)['collected']

/** What it is about, what its type asks for, and what else was collected; can be filled in on the spot. */
export function TicketFacts({ ticket, work, readOnly }: { ticket: Ticket; work: TicketWork; readOnly: boolean }) {
  const { t } = useTranslation('tickets')
  const types = useTicketTypes()
  const [draft, setDraft] = useState<Record<string, string> | null>(null)
  const asked = types.find(ticket.type)?.fields ?? []
  const further = Object.entries(ticket.fields).filter(([name]) => !asked.some((field) => field.name === name))
  if (!ticket.description && asked.length === 0 && further.length === 0) return null
  const save = () => {
    if (draft) work.change({ fields: Object.fromEntries(Object.entries(draft).filter(([, value]) => value)) })
    setDraft(null)
  }
  const shown = [
    ...asked.filter((field) => ticket.fields[field.name]).map((field) => [types.label(field), shownValue(field.name)]),
    ...further.map(([name, value]) => [name in zh.collected ? t(`collected.${name as Known}`) : name, value]),
  ]
  function shownValue(name: string): string {
    const value = ticket.fields[name] ?? ''
    const option = asked.find((field) => field.name === name)?.options?.find((one) => one.value === value)
    return option ? types.label(option) : value
  }
  return (
    <section className={styles.card}>
      {ticket.description && <p className={styles.description}>{ticket.description}</p>}
      {draft ? (
        <>
          <div className={styles.three}>
            {asked.map((field) => (
              <Field key={field.name} label={types.label(field)} id={`field-${field.name}`}>
                <FieldInput
                  field={field}
                  types={types}
                  id={`field-${field.name}`}
                  value={draft[field.name] ?? ''}
                  onChange={(value) => setDraft({ ...draft, [field.name]: value })}
                />
              </Field>
            ))}
          </div>
          <div className={styles.acts}>
            <Button size="small" type="primary" onClick={save}>
              {t('saveFields')}
            </Button>
            <Button size="small" onClick={() => setDraft(null)}>
              {t('keepFields')}
            </Button>
          </div>
        </>
      ) : (
        <>
          {shown.length > 0 && (
            <dl className={styles.facts}>
              {shown.map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          )}
          {shown.length === 0 && asked.length > 0 && <p className={styles.faint}>{t('noFields')}</p>}
          {!readOnly && asked.length > 0 && (
            <div>
              <Button size="small" icon={<EditOutlined aria-hidden />} onClick={() => setDraft(ticket.fields)}>
                {t('editFields')}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  )
}
