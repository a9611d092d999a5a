import type { GateText } from '../gateText.ts'

export const PLANNING: GateText = {
  train: [
    '[plan|organize|organise|outline] {goal}[ for {n} people|.|]',
    '[make|create|draw up|write|give me|I need] a [plan|schedule|checklist|timeline|step-by-step plan|to-do list|roadmap] for {goal}[.|]',
    'help me [plan|organize|prepare|prepare for] {goal}',
    'what are the steps [to|for] [prepare|organize|plan] {goal}?',
    'what [steps|tasks] are needed for {goal}?',
    '[break|split] [down|up] {goal} into [steps|tasks|smaller tasks]',
    'break {goal} down into [steps|tasks]',
    'how should I [plan|organize|prepare] {goal}?',
    'in what order should I {errand}, {errand} and {errand}?',
    'plan my [day|week|morning|weekend]: {errand}, {errand}, {errand}',
    'make a schedule: {errand}, then {errand}, then {errand}',
    '[order|arrange|sort] these tasks: {errand}, {errand}, {errand}',
    'plan {goal} in {n} [steps|days|weeks]',
    'create a {n} [day|week|step] plan for {goal}',
    'list the steps for {goal}',
    'what should I do first, {errand} or {errand}?',
    'a project plan for {goal} with milestones',
  ],
  heldOut: [
    'I want to organize {goal}, which steps do I need?',
    'please make a step by step plan for {goal}',
    'help me to break {goal} into small tasks',
    'draft a timeline for {goal}',
  ],
}
