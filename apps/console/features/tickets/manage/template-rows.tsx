import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormRows } from '../../../components/list/form-rows.tsx'
import styles from './manage.module.css'

/** Texts to begin a ticket from. Stands in the form of the type. */
export function TemplateRows() {
  const { t } = useTranslation('tickets')
  const needed = [{ required: true, whitespace: true, message: t('types.needed') }]
  return (
    <FormRows
      name="templates"
      addText={t('types.addTemplate')}
      fresh={() => ({ name: '', nameEn: '', title: '', description: '' })}
    >
      {(row, remove) => (
        <div className={`${styles.row} ${styles.template}`}>
          <Form.Item name={[row, 'name']} rules={needed}>
            <Input placeholder={t('types.templateName')} aria-label={t('types.templateName')} maxLength={60} />
          </Form.Item>
          <Form.Item name={[row, 'nameEn']} rules={needed}>
            <Input placeholder={t('types.templateNameEn')} aria-label={t('types.templateNameEn')} maxLength={60} />
          </Form.Item>
          {remove}
          <Form.Item name={[row, 'title']} className={styles.whole} rules={needed}>
            <Input placeholder={t('types.templateTitle')} aria-label={t('types.templateTitle')} maxLength={200} />
          </Form.Item>
          <Form.Item name={[row, 'description']} className={styles.whole}>
            <Input.TextArea rows={3} placeholder={t('types.templateText')} aria-label={t('types.templateText')} />
          </Form.Item>
        </div>
      )}
    </FormRows>
  )
}
