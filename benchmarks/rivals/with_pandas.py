"""The committee report as a good analyst would script it with pandas and docxtpl; benchmarks/cold.py runs it.

It does less than we do: it takes the ratings that Excel saved, and trusts every cell.

    python benchmarks/rivals/with_pandas.py BOOK TEMPLATE REPORT
"""

import sys

import pandas as pd
from docxtpl import DocxTemplate


def main(book: str, template: str, report: str) -> None:
    """Write the report."""
    sheets = pd.read_excel(book, sheet_name=["Index", "Report"], header=None, engine="calamine")
    index, details = sheets["Index"], sheets["Report"]
    indicators = index.iloc[6:].set_axis(index.iloc[5], axis=1).dropna(subset=["No"]).fillna("")
    values = details.iloc[4:15].set_index(0)[1]
    exceptions = indicators[indicators["Rating"].isin(["Amber", "Red"])]
    caveats = indicators[indicators["Data caveat"] != ""]
    document = DocxTemplate(template)
    document.render(
        {
            "committee": values["Committee"],
            "date": f"{values['Meeting date']:%d/%m/%Y}",
            "exceptions": [
                [row["No"], row["Indicator"], row["Rating"][0], row["Service commentary"]]
                for _, row in exceptions.iterrows()
            ],
            "caveats": [[row["No"], row["Indicator"], row["Data caveat"]] for _, row in caveats.iterrows()],
        },
        autoescape=True,
    )
    document.save(report)


if __name__ == "__main__":
    main(*sys.argv[1:])
