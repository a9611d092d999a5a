import { CopyButton } from '@/components/ui/CopyButton.tsx'

/** The command with which anyone repeats what the page did. */
export function CommandLine({ command }: { readonly command: string }) {
  return (
    <div className="flex items-center gap-2 rounded-md bg-sunken px-3 py-2">
      <code className="min-w-0 flex-1 break-all font-mono text-xs">{command}</code>
      <CopyButton icon text={command} label="Copy command" />
    </div>
  )
}
