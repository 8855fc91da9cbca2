import { Alert, Button, Drawer, Form, Input, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { TermInput, TermView } from '../../../../src/packs/contract.ts'
import forms from '../../components/list/form.module.css'
import styles from './terms.module.css'
import { useTermActs } from './use-term-acts.ts'

const EMPTY: TermInput = { term: '', language: 'any', synonyms: [], productId: null }

/** One word of the trade and what customers say for it. */
export function TermEditor({ term, onClose }: { term: TermView | null; onClose: () => void }) {
  const { t } = useTranslation(['terms', 'lists', 'shell'])
  const [form] = Form.useForm<TermInput>()
  const acts = useTermActs(term, onClose)
  return (
    <Drawer
      open
      size={440}
      title={t(term ? 'terms:edit' : 'terms:new')}
      onClose={onClose}
      footer={
        <div className={styles.foot}>
          {term && (
            <Button danger type="text" onClick={acts.remove}>
              {t('terms:remove')}
            </Button>
          )}
          <span className={styles.spring} />
          <Button onClick={onClose}>{t('shell:cancel')}</Button>
          <Button type="primary" loading={acts.busy} onClick={form.submit}>
            {t('lists:save')}
          </Button>
        </div>
      }
    >
      {term?.packId && <Alert className={styles.note} type="info" title={t('terms:ofPack', { pack: term.packId })} />}
      <Form<TermInput>
        className={forms.form}
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={term ?? EMPTY}
        onFinish={(input) => acts.save({ ...input, productId: input.productId || null })}
      >
        <Form.Item
          name="term"
          label={t('terms:field.term')}
          extra={t('terms:help.term')}
          rules={[{ required: true, whitespace: true, message: t('terms:missing.term') }]}
        >
          <Input autoFocus={!term} maxLength={60} />
        </Form.Item>
        <Form.Item name="synonyms" label={t('terms:field.synonyms')} extra={t('terms:help.synonyms')}>
          <Select
            mode="tags"
            open={false}
            suffixIcon={null}
            tokenSeparators={[',', '，', '、', ';', '；']}
            maxCount={60}
          />
        </Form.Item>
        <Form.Item name="language" label={t('terms:field.language')}>
          <Segmented
            options={(['any', 'zh', 'en'] as const).map((value) => ({ value, label: t(`terms:language.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="productId" label={t('terms:field.product')} extra={t('terms:help.product')}>
          <Input maxLength={64} />
        </Form.Item>
      </Form>
    </Drawer>
  )
}
