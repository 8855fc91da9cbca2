import { Form, Input, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormRows } from '../../../components/list/form-rows.tsx'
import styles from './manage.module.css'

const KINDS = ['text', 'number', 'date', 'phone', 'email', 'select'] as const

/** What a ticket of the type asks for, a line each. Stands in the form of the type. */
export function FieldRows() {
  const { t } = useTranslation('tickets')
  const needed = [{ required: true, whitespace: true, message: t('types.needed') }]
  const name = [{ required: true, pattern: /^[a-zA-Z][\w-]{0,39}$/, message: t('types.badName') }]
  return (
    <FormRows
      name="fields"
      addText={t('types.addField')}
      fresh={() => ({ name: '', label: '', labelEn: '', kind: 'text', required: false, lines: '' })}
    >
      {(row, remove) => (
        <div className={styles.row}>
          <Form.Item name={[row, 'label']} rules={needed}>
            <Input placeholder={t('types.fieldLabel')} aria-label={t('types.fieldLabel')} maxLength={60} />
          </Form.Item>
          <Form.Item name={[row, 'labelEn']} rules={needed}>
            <Input placeholder={t('types.fieldLabelEn')} aria-label={t('types.fieldLabelEn')} maxLength={60} />
          </Form.Item>
          <Form.Item name={[row, 'name']} rules={name}>
            <Input placeholder={t('types.fieldName')} aria-label={t('types.fieldName')} maxLength={40} />
          </Form.Item>
          <Form.Item name={[row, 'kind']}>
            <Select
              aria-label={t('types.kind')}
              options={KINDS.map((value) => ({ value, label: t(`types.kinds.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name={[row, 'required']} valuePropName="checked">
            <Switch size="small" checkedChildren={t('types.required')} unCheckedChildren={t('types.required')} />
          </Form.Item>
          {remove}
          <OptionLines row={row} />
        </div>
      )}
    </FormRows>
  )
}

/** Only a choice has options. */
function OptionLines({ row }: { row: number }) {
  const { t } = useTranslation('tickets')
  const kind = Form.useWatch(['fields', row, 'kind'])
  if (kind !== 'select') return null
  const needed = [{ required: true, whitespace: true, message: t('types.needed') }]
  return (
    <Form.Item name={[row, 'lines']} className={styles.whole} rules={needed}>
      <Input.TextArea rows={3} placeholder={t('types.options')} aria-label={t('types.options')} />
    </Form.Item>
  )
}
