import { AutoComplete, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Field } from '../../components/list/field.tsx'
import { KNOWN_CATEGORIES, useCategoryName } from '../knowledge/use-category-name.ts'
import { useDepartments } from '../knowledge/use-departments.ts'
import styles from './import.module.css'
import type { Given } from './use-begin.ts'

type Props = { given: Given; onChange: (given: Given) => void }

/** What every article of the import gets. */
export function OptionFields({ given, onChange }: Props) {
  const { t } = useTranslation(['knowledge-import', 'knowledge', 'lists'])
  const categoryName = useCategoryName()
  const { options } = useDepartments()
  const choose = (typed: string) =>
    onChange({ ...given, category: KNOWN_CATEGORIES.find((known) => categoryName(known) === typed) ?? typed })
  return (
    <div className={styles.options}>
      <Field label={t('knowledge:field.language')}>
        <Segmented
          value={given.language}
          onChange={(language) => onChange({ ...given, language })}
          options={(['zh', 'en'] as const).map((value) => ({ value, label: t(`lists:${value}`) }))}
        />
      </Field>
      <Field label={t('knowledge:field.category')} id="import-category">
        <AutoComplete
          id="import-category"
          value={given.category && categoryName(given.category)}
          onChange={(typed?: string) => choose(typed ?? '')}
          placeholder={t('knowledge-import:category')}
          options={KNOWN_CATEGORIES.map((known) => ({ value: categoryName(known) }))}
          showSearch={{ filterOption: (typed, option) => String(option?.value ?? '').includes(typed) }}
        />
      </Field>
      {options.length > 0 && (
        <Field label={t('knowledge:field.departmentId')} id="import-department">
          <Select
            id="import-department"
            allowClear
            value={given.departmentId || undefined}
            onChange={(departmentId?: string) => onChange({ ...given, departmentId: departmentId ?? '' })}
            placeholder={t('knowledge:noDepartment')}
            options={options}
          />
        </Field>
      )}
    </div>
  )
}
