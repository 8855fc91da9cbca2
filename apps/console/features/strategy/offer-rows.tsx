import { Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { ISSUABLE, offer } from '../../../../src/emotion/strategy/contract.ts'
import { languageName } from '../../../kit/format.ts'
import { FormRows } from '../../components/list/form-rows.tsx'
import styles from './strategy.module.css'
import { useOfferTickets } from './use-offer-tickets.ts'

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
              before.treat?.offers?.[row]?.cost !== after.treat?.offers?.[row]?.cost ||
              before.treat?.offers?.[row]?.issue !== after.treat?.offers?.[row]?.issue
            }
          >
            {({ getFieldValue }) => {
              const { kind, cost, issue } = getFieldValue(['treat', 'offers', row]) ?? {}
              const canIssue = ISSUABLE.includes(kind) && cost > 0
              return (
                <>
                  <Form.Item name={[row, 'issue']} valuePropName="checked">
                    <Checkbox disabled={!canIssue}>{t('offer.issue')}</Checkbox>
                  </Form.Item>
                  {remove}
                  {!(canIssue && issue) && <RequestFields row={row} />}
                </>
              )
            }}
          </Form.Item>
          <Form.Item name={[row, 'text', 'zh']} rules={needed}>
            <Input
              placeholder={t('offer.text')}
              aria-label={`${t('offer.text')} · ${languageName('zh')}`}
              maxLength={200}
            />
          </Form.Item>
          <Form.Item name={[row, 'text', 'en']} rules={needed}>
            <Input
              placeholder={t('offer.textEn')}
              aria-label={`${t('offer.text')} · ${languageName('en')}`}
              maxLength={200}
            />
          </Form.Item>
        </div>
      )}
    </FormRows>
  )
}

/** What is no voucher is work: done by an action of the business, else a ticket; with neither it is only said. */
function RequestFields({ row }: { row: number }) {
  const { t } = useTranslation('strategy')
  const options = useOfferTickets()
  return (
    <div className={styles.request}>
      <Form.Item name={[row, 'request', 'ticket']}>
        <Select allowClear options={options} placeholder={t('offer.onlySaid')} aria-label={t('offer.ticket')} />
      </Form.Item>
      <Form.Item
        name={[row, 'request', 'action']}
        rules={[{ pattern: /^[a-z][a-z0-9-]*\.[a-zA-Z]{1,60}$/, message: t('offer.actionForm') }]}
      >
        <Input placeholder={t('offer.action')} aria-label={t('offer.action')} maxLength={100} />
      </Form.Item>
    </div>
  )
}
