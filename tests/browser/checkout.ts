/** The SLO file of another service. */
export const CHECKOUT = `apiVersion: openslo/v1
kind: SLO
metadata:
  name: checkout-jobs-availability
spec:
  service: checkout-jobs
  indicator:
    spec:
      ratioMetric:
        good: {}
        total: {}
  timeWindow:
    - duration: 7d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - target: 0.9
---
apiVersion: slo-review/v1
kind: JobKinds
spec:
  scope:
    namespacePattern: '^checkout$'
  kinds:
    - name: job
      counted: true
      match:
        - namePrefix: ""
---
apiVersion: slo-review/v1
kind: BudgetPolicy
spec:
  steps:
    - state: freeze
      window: 7d
      threshold: 100%
      allowed: Fixes only.
      blocked: Releases of any kind.
  normal:
    allowed: Changes flow.
    blocked: Nothing is blocked.
`;
