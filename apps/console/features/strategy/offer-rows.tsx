import { Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { ISSUABLE, offer } from '../../../../src/emotion/strategy/contract.ts'
import { FormRows } from '../../components/list/form-rows.tsx'
import styles from './strategy.module.css'

const KINDS = offer.shape.kind.options

/** What may be offered within the budget. Stands in the form of a line. */
export function OfferRows() {
  const { t } = useTranslation('strategy')
  const needed = [{ required: true, whitespace: true, message: t('offer.needed') }]
  return (
    <FormRows
      name={['treat', 'offers']}
      most={6}
      addText={t('offer.add')}
      fresh={() => ({ kind: 'coupon', text: { zh: '', en: '' }, cost: 10, issue: true })}
    >
      {(row, remove) => (
        <div className={styles.offer}>
          <Form.Item name={[row, 'kind']}>
            <Select
              aria-label={t('offer.kind')}
              options={KINDS.map((value) => ({ value, label: t(`offer.kinds.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name={[row, 'cost']} rules={[{ required: true, message: t('offer.needed') }]}>
            <InputNumber min={0} max={10_000} prefix="¥" aria-label={t('offer.cost')} />
          </Form.Item>
          <Form.Item
            noStyle
            shouldUpdate={(before, after) =>
              before.treat?.offers?.[row]?.kind !== after.treat?.offers?.[row]?.kind ||
              before.treat?.offers?.[row]?.cost !== after.treat?.offers?.[row]?.cost
            }
          >
            {({ getFieldValue }) => {
              const { kind, cost } = getFieldValue(['treat', 'offers', row]) ?? {}
              return (
                <Form.Item name={[row, 'issue']} valuePropName="checked">
                  <Checkbox disabled={!ISSUABLE.includes(kind) || !cost}>{t('offer.issue')}</Checkbox>
                </Form.Item>
              )
            }}
          </Form.Item>
          {remove}
          <Form.Item name={[row, 'text', 'zh']} rules={needed}>
            <Input placeholder={t('offer.text')} aria-label={`${t('offer.text')} (zh)`} maxLength={200} />
          </Form.Item>
          <Form.Item name={[row, 'text', 'en']} rules={needed}>
            <Input placeholder={t('offer.textEn')} aria-label={`${t('offer.text')} (en)`} maxLength={200} />
          </Form.Item>
        </div>
      )}
    </FormRows>
  )
}
