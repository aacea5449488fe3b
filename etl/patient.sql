-- The numbers of the patient table are figures of each patient's own cohort, laid out in columns.
update patient set
    age = number_of.age,
    flt3_itd_ratio = number_of.ratio,
    dose_low = number_of.dose_low,
    dose_high = number_of.dose_high,
    treatment_days = number_of.treatment_days,
    wbc_before = number_of.wbc_before,
    blasts_before = number_of.blasts_before,
    marrow_blasts_before = number_of.marrow_blasts_before,
    wbc_day7 = number_of.wbc_day7,
    blasts_day7 = number_of.blasts_day7,
    relapse_day = number_of.relapse_day,
    death_day = number_of.death_day
from (
    select
        study_id,
        cohort_id,
        max(value) filter (domain = 'baseline' and term = 'age') as age,
        max(value) filter (domain = 'baseline' and term = 'FLT3-ITD allelic ratio') as ratio,
        min(coalesce(low, value)) filter (domain = 'baseline' and term = 'sorafenib dose' and unit = 'mg daily') as dose_low,
        max(coalesce(high, value)) filter (domain = 'baseline' and term = 'sorafenib dose' and unit = 'mg daily') as dose_high,
        max(value) filter (domain = 'time to event' and term = 'treatment duration' and "window" is null) as treatment_days,
        max(value) filter (domain = 'baseline' and term = 'WBC') as wbc_before,
        max(value) filter (domain = 'baseline' and term = 'blasts in peripheral blood') as blasts_before,
        max(value) filter (domain = 'baseline' and term = 'blasts in bone marrow') as marrow_blasts_before,
        max(value) filter (domain = 'response' and term = 'WBC' and "window" = 'after 7 days') as wbc_day7,
        max(value) filter (domain = 'response' and term = 'blasts in peripheral blood' and "window" = 'after 7 days') as blasts_day7,
        max(value) filter (domain = 'time to event' and term = 'start of sorafenib to relapse') as relapse_day,
        max(value) filter (domain = 'mortality' and term = 'died' and unit = 'days') as death_day
    from fact
    where (study_id, cohort_id) in (select (study_id, cohort_id) from patient)
    group by all
) as number_of
where number_of.study_id = patient.study_id and number_of.cohort_id = patient.cohort_id;
