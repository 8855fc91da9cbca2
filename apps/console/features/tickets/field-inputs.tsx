import { Input, InputNumber, Select } from 'antd'
import type { TicketField } from '../../../../src/tickets/types/contract.ts'
import type { TicketTypes } from './use-ticket-types.ts'

type Props = {
  field: TicketField
  types: TicketTypes
  id?: string
  value?: string
  onChange?: (value: string) => void
}

/** The right input for one field of a ticket; what it gives is always text, as tickets keep it. */
export function FieldInput({ field, types, id, value = '', onChange = () => undefined }: Props) {
  const base = id === undefined ? {} : { id }
  if (field.kind === 'select')
    return (
      <Select
        {...base}
        allowClear
        value={value || undefined}
        onChange={(next: string | undefined) => onChange(next ?? '')}
        options={field.options?.map((option) => ({ value: option.value, label: types.label(option) }))}
      />
    )
  if (field.kind === 'number')
    return (
      <InputNumber
        {...base}
        style={{ width: '100%' }}
        value={value === '' ? null : Number(value)}
        onChange={(next) => onChange(next === null ? '' : String(next))}
      />
    )
  const type = { text: 'text', date: 'date', phone: 'tel', email: 'email' }[field.kind]
  return (
    <Input {...base} type={type} maxLength={1000} value={value} onChange={(event) => onChange(event.target.value)} />
  )
}
