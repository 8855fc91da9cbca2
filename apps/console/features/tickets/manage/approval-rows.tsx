import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { APPROVER_ROLES } from '../../../../../src/tickets/rules/contract.ts'
import { FormRows } from '../../../components/list/form-rows.tsx'
import styles from './manage.module.css'

/** Who has to agree, in order. Stands in the form of the type. */
export function ApprovalRows() {
  const { t } = useTranslation('tickets')
  const needed = [{ required: true, whitespace: true, message: t('types.needed') }]
  return (
    <FormRows
      name="approval"
      most={5}
      addText={t('types.addStep')}
      fresh={() => ({ name: '', nameEn: '', role: 'supervisor' })}
    >
      {(row, remove) => (
        <div className={`${styles.row} ${styles.steps}`}>
          <Form.Item name={[row, 'name']} rules={needed}>
            <Input placeholder={t('types.step')} aria-label={t('types.step')} maxLength={60} />
          </Form.Item>
          <Form.Item name={[row, 'nameEn']} rules={needed}>
            <Input placeholder={t('types.stepEn')} aria-label={t('types.stepEn')} maxLength={60} />
          </Form.Item>
          <Form.Item name={[row, 'role']}>
            <Select
              aria-label={t('types.approver')}
              options={APPROVER_ROLES.map((value) => ({ value, label: t(`approval.role.${value}`) }))}
            />
          </Form.Item>
          {remove}
        </div>
      )}
    </FormRows>
  )
}
