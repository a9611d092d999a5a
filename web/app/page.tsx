import { PageTitle } from '@/components/ui/PageTitle.tsx'

export default function Home() {
  return <PageTitle title="Witan" lead="Sealed prompts, answered by a council of small experts." />
}
