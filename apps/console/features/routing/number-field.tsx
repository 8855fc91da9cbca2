import { InputNumber } from 'antd'
import styles from './routing.module.css'

type NumberProps = {
  label: string
  id: string
  min: number
  max: number
  step?: number
  value: number
  onChange: (value: number) => void
}
export function NumberField({ label, id, min, max, step = 1, value, onChange }: NumberProps) {
  return (
    <label className={styles.number} htmlFor={id}>
      {label}
      <InputNumber id={id} min={min} max={max} step={step} value={value} onChange={(next) => onChange(next ?? min)} />
    </label>
  )
}
