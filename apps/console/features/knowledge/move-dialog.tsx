import { AutoComplete, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../../components/list/field.tsx'
import styles from './knowledge.module.css'
import { KNOWN_CATEGORIES, useCategoryName } from './use-category-name.ts'
import { useDepartments } from './use-departments.ts'

type To = { category?: string; departmentId?: string | null }
type Props = { count: number; onClose: () => void; onMove: (to: To) => void }

/** Another category or department for the ticked articles; what is left empty stays as it is. */
export function MoveDialog({ count, onClose, onMove }: Props) {
  const { t } = useTranslation(['knowledge', 'shell'])
  const categoryName = useCategoryName()
  const { options } = useDepartments()
  const [typed, setTyped] = useState('')
  const [department, setDepartment] = useState<string | undefined>()
  const category = KNOWN_CATEGORIES.find((known) => categoryName(known) === typed) ?? typed.trim()
  const to: To = {
    ...(category && { category }),
    ...(department && { departmentId: department === 'none' ? null : department }),
  }
  return (
    <Modal
      open
      width={420}
      title={t('knowledge:bulk.moveTitle', { count })}
      okText={t('knowledge:bulk.moveAct')}
      cancelText={t('shell:cancel')}
      okButtonProps={{ disabled: Object.keys(to).length === 0 }}
      onOk={() => onMove(to)}
      onCancel={onClose}
    >
      <div className={styles.dialog}>
        <Field label={t('knowledge:field.category')} id="move-category" hint={t('knowledge:bulk.stays')}>
          <AutoComplete
            id="move-category"
            value={typed}
            onChange={setTyped}
            options={KNOWN_CATEGORIES.map((known) => ({ value: categoryName(known) }))}
            showSearch={{ filterOption: (text, option) => String(option?.value ?? '').includes(text) }}
          />
        </Field>
        <Field label={t('knowledge:field.departmentId')} id="move-department">
          <Select
            id="move-department"
            allowClear
            value={department}
            onChange={setDepartment}
            options={[...options, { value: 'none', label: t('knowledge:noDepartment') }]}
          />
        </Field>
      </div>
    </Modal>
  )
}
