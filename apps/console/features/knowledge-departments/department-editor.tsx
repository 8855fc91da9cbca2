import { Button, Input, Modal, Select, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Department } from '../../../../src/knowledge/workflow/contract.ts'
import { Field } from '../../components/list/field.tsx'
import { useColleagues } from '../team/use-colleagues.ts'
import styles from './departments.module.css'
import { useSaveDepartment } from './use-save-department.ts'

type Props = { department: Department | null; onClose: () => void }

/** A department's names, people, and whether an author may publish what he wrote. */
export function DepartmentEditor({ department, onClose }: Props) {
  const { t } = useTranslation(['knowledge-departments', 'lists', 'shell'])
  const { options } = useColleagues()
  const acts = useSaveDepartment(department, onClose)
  const [name, setName] = useState(department?.name ?? '')
  const [nameEn, setNameEn] = useState(department?.nameEn ?? '')
  const [alone, setAlone] = useState(department?.authorMayPublish ?? true)
  const [members, setMembers] = useState(department?.members ?? [])
  const [tried, setTried] = useState(false)
  const save = () => {
    setTried(true)
    if (name.trim()) acts.save.mutate({ name: name.trim(), nameEn: nameEn.trim(), authorMayPublish: alone, members })
  }
  return (
    <Modal
      open
      width={460}
      title={department ? department.name : t('knowledge-departments:new')}
      onCancel={onClose}
      footer={
        <div className={styles.foot}>
          {department && (
            <Button danger type="text" onClick={acts.askToDelete}>
              {t('knowledge-departments:delete.act')}
            </Button>
          )}
          <Button onClick={onClose}>{t('shell:cancel')}</Button>
          <Button type="primary" loading={acts.save.isPending} onClick={save}>
            {t('lists:save')}
          </Button>
        </div>
      }
    >
      <div className={styles.form}>
        <Field
          label={t('knowledge-departments:field.name')}
          id="department-name"
          problem={tried && !name.trim() ? t('knowledge-departments:needName') : undefined}
        >
          <Input id="department-name" maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label={t('knowledge-departments:field.nameEn')} id="department-name-en">
          <Input
            id="department-name-en"
            maxLength={60}
            value={nameEn}
            onChange={(event) => setNameEn(event.target.value)}
          />
        </Field>
        <Field
          label={t('knowledge-departments:field.members')}
          id="department-members"
          hint={t('knowledge-departments:membersHint')}
        >
          <Select
            id="department-members"
            mode="multiple"
            value={members}
            onChange={setMembers}
            options={options}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Field>
        <label className={styles.switch} htmlFor="department-alone">
          <Switch id="department-alone" checked={!alone} onChange={(on) => setAlone(!on)} />
          <span>
            <b>{t('knowledge-departments:twoPeople')}</b>
            <small>{t('knowledge-departments:twoPeopleHint')}</small>
          </span>
        </label>
      </div>
    </Modal>
  )
}
