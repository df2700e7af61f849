"""A file of incidents and one of pairs, small enough to know what is related."""

from pathlib import Path

import pytest

INCIDENTS = """\
incident_id,date,reports,Alleged deployer of AI system,Alleged developer of AI system,Alleged harmed or nearly harmed parties,description,title
1,2020-01-05,"[7]","[""cab-co""]","[""cab-co""]","[""walkers""]",A driverless cab struck a walker at night.,Driverless cab strikes a walker
2,2020-03-09,"[8]","[""cab-co""]","[""lidar-co""]","[""walkers""]",The driverless cab of a rival struck two walkers.,Two walkers struck by driverless cab
3,2012-07-01,"[7]","[""job-site""]","[""job-site""]","[""women""]",A hiring model ranked women lower than men.,Hiring model ranks women lower
4,2013-02-28,"[9]","[""bank""]","[""job-site""]","[""women""]",A credit model gave women lower limits than men.,Credit model gives women lower limits
5,2019-11-11,"[9]","[]","[]","[]",A translation was wrong.,Wrong translation
"""  # noqa: E501 - rows of a sheet
PAIRS = """\
incident_a,incident_b,kind,strength,evidence
1,2,shared_report,strong,a report
3,4,shared_report,strong,a report
1,999,shared_report,strong,a report of an incident that is not there
1,5,editor_topic_group,topical,a list
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    incidents, pairs = tmp_path / "incidents.csv", tmp_path / "pairs.csv"
    incidents.write_text(INCIDENTS, encoding="utf-8")
    pairs.write_text(PAIRS, encoding="utf-8")
    return incidents, pairs
