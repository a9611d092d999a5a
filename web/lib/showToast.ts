/** A short word at the edge of the page; one id per matter, so that a later word replaces the earlier. */

import { toast } from 'sonner'

export type Tone = 'busy' | 'good' | 'bad' | 'plain'

export type Toast =
  | { readonly id: string; readonly dismiss: true }
  | {
      readonly id: string
      readonly tone: Tone
      readonly title: string
      readonly text?: string
    }

/** Shows, replaces or takes away a toast. */
export function showToast(wish: Toast): void {
  if ('dismiss' in wish) {
    toast.dismiss(wish.id)
    return
  }
  const { id, tone, title, text } = wish
  const show = { busy: toast.loading, good: toast.success, bad: toast.error, plain: toast }[tone]
  show(title, { id, description: text })
}
