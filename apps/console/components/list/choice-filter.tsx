import { Select } from 'antd'
import styles from './list.module.css'

export type FilterOption = { value: string; label: string }

/** One filter with a few known values; its name stands inside while nothing is chosen. */
export function ChoiceFilter({ name, value, options, onChange, width = 132, search = false }: ChoiceFilterProps) {
  return (
    <Select
      aria-label={name}
      className={styles.choice}
      style={{ minWidth: width }}
      placeholder={name}
      value={value || undefined}
      options={options}
      onChange={(next: string | undefined) => onChange(next ?? '')}
      allowClear
      popupMatchSelectWidth={false}
      {...(search ? { showSearch: { optionFilterProp: 'label' } } : {})}
    />
  )
}

type ChoiceFilterProps = {
  name: string
  value: string
  options: FilterOption[]
  onChange: (value: string) => void
  width?: number
  search?: boolean
}
