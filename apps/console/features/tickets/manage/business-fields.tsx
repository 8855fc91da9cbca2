import { useQuery } from '@tanstack/react-query'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { get } from '../../../api.ts'
import { usePreferences } from '../../../preferences.ts'

type Entry = {
  name: string
  title: { zh: string; en: string }
  writes: boolean
  input: { properties?: Record<string, unknown>; required?: string[] }
}
const wide = { flexBasis: '100%', order: 1 }

/** Which action of the business, and what it is given. Stands in the form of the rule. */
export function BusinessFields({ row }: { row: number }) {
  const { t } = useTranslation('tickets')
  const { locale } = usePreferences()
  const form = Form.useFormInstance()
  const query = useQuery({
    queryKey: ['business-actions', 'full'],
    queryFn: ({ signal }) => get<{ items: Entry[] }>('/api/business/actions', {}, signal),
    staleTime: 300_000,
  })
  const changing = (query.data?.items ?? []).filter(({ writes }) => writes)
  const name: string | undefined = Form.useWatch(['actions', row, 'action'])
  const { properties = {}, required = [] } = changing.find((one) => one.name === name)?.input ?? {}
  return (
    <>
      <Form.Item
        name={[row, 'action']}
        extra={t('rules.businessHint', { interpolation: { skipOnVariables: true } })}
        rules={[{ required: true, message: t('types.needed') }]}
        style={wide}
      >
        <Select
          loading={query.isPending}
          placeholder={t('rules.business')}
          aria-label={t('rules.business')}
          showSearch={{ optionFilterProp: 'label' }}
          options={changing.map((one) => ({ value: one.name, label: one.title[locale] }))}
          onChange={() => form.setFieldValue(['actions', row, 'input'], {})}
        />
      </Form.Item>
      {Object.keys(properties).map((field) => (
        <Form.Item
          key={field}
          name={[row, 'input', field]}
          style={{ order: 1, flexBasis: '45%' }}
          rules={[{ required: required.includes(field), whitespace: true, message: t('types.needed') }]}
        >
          <Input
            addonBefore={field}
            maxLength={500}
            placeholder={field === 'orderId' ? '{order}' : ''}
            aria-label={field}
          />
        </Form.Item>
      ))}
    </>
  )
}
