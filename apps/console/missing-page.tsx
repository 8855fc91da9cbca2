import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Empty } from './components/empty.tsx'

export default function MissingPage() {
  const { t } = useTranslation()
  return (
    <Empty title={t('problem.missing')} hint={t('problem.missingHint')}>
      <Link to="/home">
        <Button type="primary">{t('problem.toHome')}</Button>
      </Link>
    </Empty>
  )
}
