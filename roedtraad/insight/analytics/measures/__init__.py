"""Measures: mart tables in, an Ibis expression out. No connection, request or clock in here.

The same expressions run on DuckDB and on Spark.
"""
