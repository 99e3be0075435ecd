-- What: an issue was resolved first if and only if its atom in the default variant of fcr says so.
-- Why: analysts count issues, the scorecard sums atoms, and both call it first-contact resolution.
-- How to fix: int_contacts_chained and fct_fcr_contacts must agree on which contacts are first,
-- and fct_issues must close its windows as the atoms do.
with

atoms as (

    select * from {{ ref('fct_fcr_contacts') }}

    where exclusion_reason is null

),

variants as (

    select * from {{ ref('dim_kpis') }}

    -- a variant that looks at tickets alone knows no issues
    where kpi_id = 'fcr' and is_default_variant and variant_id <> 'one_touch'

),

issues as (

    select * from {{ ref('fct_issues') }}

)

select
    atoms.contact_id,
    atoms.numerator,
    atoms.denominator,
    issues.is_resolved_first

from atoms

inner join variants
    on atoms.variant_id = variants.variant_id

left join issues
    on atoms.contact_id = issues.issue_id

where
    issues.issue_id is null
    or atoms.denominator <> case when issues.is_resolved_first is null then 0 else 1 end
    or atoms.numerator <> case when issues.is_resolved_first then 1 else 0 end
