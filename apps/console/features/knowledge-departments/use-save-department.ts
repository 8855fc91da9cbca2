import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Department, DepartmentInput } from '../../../../src/knowledge/workflow/contract.ts'
import { post, put, remove } from '../../api.ts'
import { useConfirm } from '../../components/list/use-confirm.tsx'
import { useTold } from '../../components/list/use-told.tsx'
import { departmentsKey } from '../knowledge/use-departments.ts'

type Written = DepartmentInput & { members: string[] }

/** Keeping a department with its people, and deleting one that owns nothing. */
export function useSaveDepartment(department: Department | null, onClose: () => void) {
  const { t } = useTranslation('knowledge-departments')
  const { done, failed } = useTold()
  const ask = useConfirm()
  const client = useQueryClient()
  const pathOf = (id: string) => `/api/departments/${encodeURIComponent(id)}`
  const settled = (text: string) => {
    void client.invalidateQueries({ queryKey: departmentsKey })
    onClose()
    done(text)
  }
  const save = useMutation({
    retry: false,
    mutationFn: async ({ members, ...input }: Written) => {
      const kept = department
        ? await put<Department>(pathOf(department.id), input)
        : await post<Department>('/api/departments', input)
      return put<unknown>(`${pathOf(kept.id)}/members`, { userIds: members })
    },
    onSuccess: () => settled(t('saved')),
    onError: failed,
  })
  const drop = useMutation({
    retry: false,
    mutationFn: () => remove<unknown>(pathOf(department?.id ?? '')),
    onSuccess: () => settled(t('delete.did')),
    onError: failed,
  })
  return {
    save,
    askToDelete: () =>
      ask(
        { title: t('delete.title', { name: department?.name ?? '' }), text: t('delete.text'), act: t('delete.act') },
        () => drop.mutateAsync(),
      ),
  }
}
